#!/usr/bin/env bash
# The comment on a change that could not be checked: `unchecked.sh STATUS`, run in the repository. It takes the place of
# one that stands, and begins none.
set -euo pipefail

commit="$(git rev-parse --quiet --verify HEAD 2>/dev/null || echo "this commit")"
echo '<!-- factlint -->'
echo '<!-- nothing to say -->'
echo "### factlint: could not check $commit: status $1"
