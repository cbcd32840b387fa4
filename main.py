"""Entry: hands the arguments to the command line; nothing else."""

from __future__ import annotations

from console.cli import run

if __name__ == "__main__":
    run()
