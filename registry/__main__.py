"""`python -m registry` is the `somana` command."""

from registry.cli import main

if __name__ == "__main__":
    main()
