"""`somana serve`: answer readers over HTTP."""

import errno
import socket
from threading import Event, Thread

import rich_click as click

from registry.cli import local, output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.messages import text

PORT = 8000
HEADER_MILLISECONDS = 10_000
KILL_SECONDS = 10
POLL_SECONDS = 0.05
PORTS = click.IntRange(0, 65535)


@click.command(
    help=help_of(
        "serve",
        "somana serve",
        "REGISTRY_PUBLIC_URL=https://somana.example somana serve --host 0.0.0.0 --port 8080",
    )
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help=hint("host"))
@click.option("--port", type=PORTS, default=PORT, show_default=True, help=hint("port"))
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help=hint("workers"))
@language_option
def serve(host: str, port: int, workers: int) -> None:
    """Answer readers."""
    settings = local.settings()
    if workers > 1 and settings.database_url.startswith("sqlite"):
        raise Stopped("one-worker")
    local.require_current(settings.database_url)
    run(host, free_port(host, port), workers)


def free_port(host: str, port: int) -> int:
    """Return a port that can be listened on, any free one for 0; stop where another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen(1)
        except (OSError, UnicodeError) as problem:
            code = "port-taken" if getattr(problem, "errno", None) == errno.EADDRINUSE else "address"
            raise Stopped(code, host=output.printable(host), port=port) from problem
        return int(trial.getsockname()[1])


def run(host: str, port: int, workers: int = 1) -> None:
    """Answer readers until the process is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    server = Granian(
        "registry.app:create_app",
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.ASGI,
        factory=True,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        log_level=LogLevels.warning,
        workers_kill_timeout=KILL_SECONDS,
        process_name=None,
    )
    sentence = text("command.serve.serving", chosen(), host=f"[{host}]" if ":" in host else host, port=port)
    over = Event()
    watcher = Thread(target=_tell_when_listening, args=(host, port, sentence, over))
    server.on_startup(watcher.start)
    try:
        server.serve()
    finally:
        over.set()
    output.tell(text("command.serve.stopped", chosen()))


def _tell_when_listening(host: str, port: int, sentence: str, over: Event) -> None:
    """Say where to look once somebody who looks is not turned away: the workers listen, not this process."""
    while not over.wait(POLL_SECONDS):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            continue
        output.tell(sentence)
        return
