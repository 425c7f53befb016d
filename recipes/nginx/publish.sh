#!/bin/sh
# Builds the site and puts it, with its policy, where nginx looks: sh publish.sh SITE [TARGET]
# SITE is the folder with site_config.yml, TARGET the one that goalposts.conf names. Then: nginx -t && nginx -s reload
set -eu
site=$1 target=${2:-/srv/goalposts}

goalposts build --root "$site"
policy=$(goalposts csp --root "$site")
mkdir -p "$target"
rm -rf "$target/next" "$target/last"
cp -R "$site/site" "$target/next"
printf 'add_header Content-Security-Policy "%s" always;\n' "$policy" > "$target/policy.conf"
test ! -d "$target/site" || mv "$target/site" "$target/last"
mv "$target/next" "$target/site"
