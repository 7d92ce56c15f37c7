# A terminal that answers as its kind does: runs a command in it, and prints as JSON how that ended, what it wrote, and how it left
# the terminal. Arguments: the kind, columns and rows, the command.
import base64, fcntl, json, os, pty, select, signal, struct, sys, termios, time, tty

ESC = b"\x1b"
NO = ESC + b"[?62;22c"
KITTY = ESC + b"_Gi=31;OK" + ESC + b"\\"
answers = {
    "kitty": [(0, KITTY + ESC + b"P>|kitty(0.36.4)" + ESC + b"\\" + ESC + b"[6;18;8t" + NO)],
    "kitty-in-pieces": [(0, KITTY[:5]), (0.02, KITTY[5:] + NO[:4]), (0.04, NO[4:])],
    "iterm2": [(0, ESC + b"P>|iTerm2 3.5.4" + ESC + b"\\" + ESC + b"[ITERM2 3.5.4n" + NO)],
    "iterm2-old": [(0, ESC + b"[ITERM2 3.2.1n" + NO)],
    "xterm": [(0, ESC + b"P>|XTerm(379)" + ESC + b"\\" + NO)],
    "kitty-without-pictures": [(0, ESC + b"_Gi=31;ENOTSUPPORTED:no" + ESC + b"\\" + NO)],
    "silent": [],
    "late": [(0.5, KITTY + NO)],
    "garbage": [(0, bytes(b for b in range(256) if b != 3) * 40), (0.1, b"ls\r\n" + ESC * 9)],
    "interrupted": [(0.02, b"\x03")],
    "terminated": [],
}

kind, columns, rows, *command = sys.argv[1:]
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows), int(columns), 0, 0))
before = termios.tcgetattr(slave)
pid = os.fork()
if pid == 0:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fd in range(3):
        os.dup2(slave, fd)
    os.execvp(command[0], command)

written, asked, due, status, during = b"", None, [], None, None
while True:
    ready = select.select([master], [], [], 0.01)[0]
    if ready:
        written += os.read(master, 65536)
        if asked is None and ESC + b"[c" in written:
            asked = time.monotonic()
            during = termios.tcgetattr(slave)
            if kind == "terminated":
                os.kill(pid, signal.SIGTERM)
            due = [(asked + after, data) for after, data in answers[kind]]
    while due and due[0][0] <= time.monotonic():
        os.write(master, due.pop(0)[1])
    if status is not None and not ready:
        break
    if status is None:
        ended, found = os.waitpid(pid, os.WNOHANG)
        if ended:
            status, end = found, time.monotonic()
after = termios.tcgetattr(slave)
time.sleep(0.05)
tty.setraw(slave)
left = b""
while select.select([slave], [], [], 0.05)[0]:
    left += os.read(slave, 65536)
print(json.dumps({
    "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status),
    "written": base64.b64encode(written).decode(),
    "asked": asked is not None,
    "wasRaw": during is not None and not during[3] & (termios.ECHO | termios.ICANON),
    "restored": before == after,
    "left": base64.b64encode(left).decode(),
    "secondsAfterAsking": None if asked is None else end - asked,
}))
