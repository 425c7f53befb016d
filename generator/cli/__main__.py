"""The command as `python -m generator.cli`."""

from generator.cli.program import main

if __name__ == "__main__":
    main()
