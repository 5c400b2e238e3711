"""`python -m curriculum`: see cli.py."""

from curriculum.cli import main

raise SystemExit(main())
