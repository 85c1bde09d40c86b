"""The worker: reads requests, does them one after the other, and stays warm in between.

It ends when its input closes (whoever started it is gone, or wants no more), and when it has had nothing
to do for a while. To cancel a request, end the process.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import queue
import signal
from collections.abc import Sequence

from .channel import Channel
from .failures import explain
from .process import IDLE
from .protocol import Failure, ProtocolError, Ready, Reply, Request, request_from_json
from .tasks import Reporter, Tasks


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a worker on this process's standard input and output.

    Returns:
        The exit status, 0 in all cases foreseen.
    """
    options = _parse(arguments)
    if options.own_group and hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    # A shell may have made its background processes deaf to these; both are how a run is interrupted.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    logging.basicConfig()  # to standard error, which is the log of the client
    logging.getLogger("LandmarkAILib").setLevel(logging.INFO)
    with contextlib.suppress(KeyboardInterrupt):  # the client is gone, or someone stopped us
        serve(Channel(), Tasks(options.threads), options.idle)
    return 0


def serve(channel: Channel, tasks: Tasks, idle: float = IDLE) -> None:
    """Answer requests until the input closes, or none came for ``idle`` s."""
    channel.send(Ready(os.getpid()))
    while True:
        try:
            line = channel.receive(idle)
        except queue.Empty:
            return
        if line is None:
            return
        try:
            request = request_from_json(line)
        except ProtocolError as error:
            channel.send(Failure(error.id, "crash", str(error), error.code))
            continue
        channel.send(_answer(request, channel, tasks))


def _answer(request: Request, channel: Channel, tasks: Tasks) -> Reply:
    report = Reporter(channel.send, request.id)
    report(0.0, "starting")
    try:
        return tasks.run(request, report)
    except Exception as error:  # noqa: BLE001 - a request's boundary
        return explain(error, request)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="LandmarkAILib.worker", description=__doc__)
    parser.add_argument("--idle", type=float, default=IDLE, help="seconds (default: %(default)s)")
    parser.add_argument("--threads", type=int, help="CPU threads (default: torch's choice)")
    parser.add_argument(
        "--own-group",
        action="store_true",
        help="become the leader of a process group, for those who start it and cannot make it one",
    )
    return parser.parse_args(arguments)
