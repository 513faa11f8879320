"""`python -m tools.docs_site` builds the site."""

import sys

from tools.docs_site.build import main

sys.exit(main())
