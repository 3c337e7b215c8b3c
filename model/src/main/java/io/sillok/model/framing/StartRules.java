package io.sillok.model.framing;

import java.util.List;
import java.util.stream.Stream;

/** The start rules of formats whose records may span lines. */
final class StartRules {

    private static final LineShape NGINX_ERROR = LineShape.of("9999/99/99 99:99:99 [");
    private static final List<LineShape> NGINX_LEVELS = Stream.of(
                    "emerg", "alert", "crit", "error", "warn", "notice", "info", "debug")
            .map(level -> LineShape.of(level + "] "))
            .toList();
    private static final LineShape PHP_DATE = LineShape.of("[99-AAA-9999 99:99:99");
    private static final LineShape FPM_SLOW_POOL = LineShape.of("]  [pool ");
    private static final LineShape MARIADB_TIME = LineShape.of("# Time: 999999 ");
    private static final LineShape MYSQL_TIME = LineShape.of("# Time: 9999-99-99T99:99:99");
    private static final LineShape MARIADB_USER = LineShape.of("# User@Host: ");
    private static final LineShape MARIADB_AT = LineShape.of("] @ ");
    private static final LineShape MARIADB_VERSION = LineShape.of(", Version: ");
    private static final LineShape MARIADB_STARTED = LineShape.of(" started with:");

    private StartRules() {}

    static LineRole everyLine(byte[] buffer, int from, int to) {
        return LineRole.STARTS;
    }

    /** {@code YYYY/MM/DD HH:MM:SS [level]}; FastCGI stderr brings lines of its own. */
    static LineRole nginxError(byte[] buffer, int from, int to) {
        if (!NGINX_ERROR.startsAt(buffer, from, to)) {
            return LineRole.CONTINUES;
        }
        int level = from + NGINX_ERROR.length();
        for (LineShape known : NGINX_LEVELS) {
            if (known.startsAt(buffer, level, to)) {
                return LineRole.STARTS;
            }
        }
        return LineRole.CONTINUES;
    }

    /** {@code [DD-Mon-YYYY HH:MM:SS Zone] }; stack traces, blank lines and {@code Next …} have no time. */
    static LineRole phpError(byte[] buffer, int from, int to) {
        int zone = from + PHP_DATE.length() + 1;
        if (!PHP_DATE.startsAt(buffer, from, to) || zone >= to || buffer[zone - 1] != ' ') {
            return LineRole.CONTINUES;
        }
        int bracket = zone;
        while (bracket < to && isOfZone(buffer[bracket])) {
            bracket++;
        }
        boolean closed = bracket > zone && bracket + 1 < to && buffer[bracket] == ']' && buffer[bracket + 1] == ' ';
        return closed ? LineRole.STARTS : LineRole.CONTINUES;
    }

    /** {@code Europe/Berlin}, {@code Etc/GMT+5}, {@code America/Port-au-Prince}, {@code +02:00}, {@code CEST}. */
    private static boolean isOfZone(byte b) {
        return LineShape.isLetter(b) || (b >= '0' && b <= '9') || "/_+-:".indexOf(b) >= 0;
    }

    /**
     * FPM writes the blank line first, in one write with the {@code [date]  [pool x] pid N} line (fpm_php_trace.c), so a
     * block begins with its blank line. A block whose blank line was cut off begins with its date.
     */
    static LineRole phpFpmSlow(byte[] buffer, int from, int to) {
        if (from == to) {
            return LineRole.LEADS;
        }
        boolean head =
                PHP_DATE.startsAt(buffer, from, to) && FPM_SLOW_POOL.indexIn(buffer, from + PHP_DATE.length(), to) >= 0;
        return head ? LineRole.FOLLOWS : LineRole.CONTINUES;
    }

    /**
     * {@code # Time:} is written only when the second changed, so an entry begins with it or with {@code # User@Host:}.
     * The three lines that the server writes when it opens the log are a record of their own. A statement may hold lines
     * that begin with {@code # } too, so the whole shape is asked for.
     */
    static LineRole mariadbSlow(byte[] buffer, int from, int to) {
        if (MARIADB_TIME.startsAt(buffer, from, to) || MYSQL_TIME.startsAt(buffer, from, to)) {
            return LineRole.LEADS;
        }
        if (MARIADB_USER.startsAt(buffer, from, to)) {
            // Behind a name as long as that, the host is out of sight.
            boolean named = to - from == LineRule.VISIBLE_BYTES || MARIADB_AT.indexIn(buffer, from, to) >= 0;
            return named ? LineRole.FOLLOWS : LineRole.CONTINUES;
        }
        int version = MARIADB_VERSION.indexIn(buffer, from, to);
        boolean banner = version >= 0 && MARIADB_STARTED.indexIn(buffer, version, to) >= 0;
        return banner ? LineRole.STARTS : LineRole.CONTINUES;
    }
}
