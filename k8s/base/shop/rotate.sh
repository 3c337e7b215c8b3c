# Renames logs that grew large and tells their writers; removes renamed ones after a while.
# Laravel's daily channel rotates by itself (LOG_DAILY_DAYS).
set -u
cd /var/log/shop
while sleep 30; do
  rotated=
  for log in nginx-access.log nginx-error.log php-fpm-access.log php-fpm-error.log php-fpm-slow.log php-error.log; do
    [ -f "$log" ] || continue
    if [ "$(stat -c %s "$log")" -ge $((MAX_MEBIBYTES * 1024 * 1024)) ]; then
      mv "$log" "$log.$(date +%Y%m%dT%H%M%S)"
      rotated=yes
    fi
  done
  if [ -n "$rotated" ]; then
    # -o: the oldest process of the name is the master.
    pkill -USR1 -o -x nginx
    pkill -USR1 -o -x php-fpm
  fi
  find . -name '*.log.*' -mmin +"$KEEP_MINUTES" -delete
done
