#!/usr/bin/env bash
# Prints how many requests per second deploy/nginx.conf answers for a page, beside a static file of the same size.
# Needs nginx and wrk (on Debian: apt install nginx-light wrk); everything is made in a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."
FOLDER=$(mktemp -d)
SITE=127.0.0.1:8901 PROXY=127.0.0.1:8900
stop() {
    [ -f "$FOLDER/pid" ] && kill "$(cat "$FOLDER/pid")"
    [ -n "${SERVER:-}" ] && kill "$SERVER"
    rm -rf "$FOLDER"
}
trap stop EXIT

export DJANGO_SETTINGS_MODULE=dog_site.settings.production SECRET_KEY ALLOWED_HOSTS=dog.example SITE_URL=https://dog.example
SECRET_KEY=$(printf 'bench%.0s' {1..12})
export DATABASE_URL=sqlite:///$FOLDER/site.sqlite3 MEDIA_ROOT=$FOLDER/media
for command in "migrate -v0" setup_site load_2017 "collectstatic --noinput -v0"; do
    # shellcheck disable=SC2086
    .venv/bin/python manage.py $command >"$FOLDER/log" 2>&1
done
.venv/bin/gunicorn dog_site.wsgi --workers 2 --bind $SITE --log-level error &
SERVER=$!

mkdir "$FOLDER/cache" "$FOLDER/static"
sed -e "s#listen 443 ssl;#listen $PROXY; location /static-file/ { alias $FOLDER/static/; }#; /ssl_certificate/d" \
    -e "s#<www.example.org>#dog.example#; s#</srv/dog/media>#$FOLDER#; s#<127.0.0.1:8001>#$SITE#" \
    -e "s#/var/cache/nginx/dog#$FOLDER/cache#; s#X-Forwarded-Proto \$scheme#X-Forwarded-Proto https#" \
    deploy/nginx.conf >"$FOLDER/site.conf"
[ "$(id -u)" = 0 ] && USER_LINE="user root;"
echo "worker_processes 1; pid $FOLDER/pid; error_log $FOLDER/error; ${USER_LINE:-} events {}
http { access_log off; include $FOLDER/site.conf; }" >"$FOLDER/nginx.conf"
nginx -c "$FOLDER/nginx.conf"
until curl --fail --silent --output /dev/null -H "Host: dog.example" "http://$PROXY/contact/"; do sleep 1; done

per_second() { wrk -t1 -c8 -d3s -H "Host: dog.example" "http://$PROXY$1" | awk '/Requests\/sec/ { print $2 }'; }
printf '%-20s %8s %12s %12s %6s\n' page bytes "page req/s" "file req/s" ratio
for page in / /resultaten/2017/ /agenda/ /projecten/pygrunn/; do
    curl --silent -H "Host: dog.example" "http://$PROXY$page" --output "$FOLDER/static/file.bin"
    for _turn in 1 2 3; do
        file=$(per_second /static-file/file.bin) made=$(per_second "$page")
        printf '%-20s %8s %12s %12s %6.2f\n' "$page" "$(stat -c %s "$FOLDER/static/file.bin")" "$made" "$file" \
            "$(echo "$made / $file" | bc -l)"
    done
done
