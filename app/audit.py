"""`python -m app.audit FILE`: check the lines that note who changed what in the corpus."""

import sys

from app.library.audit import main

if __name__ == "__main__":
    sys.exit(main())
