"""`python -m flows` does what `dyad` does."""

from flows.cli import main

if __name__ == "__main__":
    main()
