"""
The command line as a module: ``python -m resultsframework``.
"""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
