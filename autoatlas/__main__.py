"""Run the command line as ``python -m autoatlas``."""

from autoatlas.app import main

if __name__ == "__main__":
    main()
