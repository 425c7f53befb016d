#!/bin/sh
# Once a clone, at its top: sh path/to/install.sh
# A site that is not at the top of the repository: git config goalposts.root path/to/site, before this.
# The scripts are copied into .git, so that no branch that you check out can change what runs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
own=$(cd "$(git rev-parse --git-common-dir)" && pwd)
root=$(git config --get goalposts.root || echo .)

hooks=$(git rev-parse --git-path hooks)
if [ -e "$hooks/pre-commit" ] && ! cmp -s "$here/pre-commit" "$hooks/pre-commit"; then
    echo "$hooks/pre-commit is there already: add the lines of $here/pre-commit to it by hand" >&2
    exit 1
fi
mkdir -p "$hooks"
cp "$here/pre-commit" "$hooks/pre-commit"
cp "$here/goalposts-diff" "$own/goalposts-diff"
chmod +x "$hooks/pre-commit" "$own/goalposts-diff"
git config diff.goalposts.command "'$own/goalposts-diff'"
grep -qs 'diff=goalposts' "$root/.gitattributes" || cat "$here/gitattributes" >> "$root/.gitattributes"
