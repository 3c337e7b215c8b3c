package io.sillok.job.alerts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An IP address of a client in one form, however a log wrote it. Read by its text alone: a name is never looked up.
 *
 * <p>An IPv6 client has a whole network, mostly a /64 (RFC 6177), and may take a new address of it for each request; so it
 * is known by its network.
 */
final class ClientAddress {

    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;
    private static final int LONGEST = 100;
    private static final int MAPPED = 0xffff;

    private ClientAddress() {}

    /**
     * What attempts from one client have in common: an IPv4 address (one mapped into IPv6 is that address too), or an IPv6
     * network such as {@code 2001:db8:1:2::/64}. What is no address stays as it is written.
     *
     * @param prefix bits of an IPv6 network; with 128 it is the address
     */
    static String client(String written, int prefix) {
        String bare = bare(written.strip());
        if (bare.length() > LONGEST) {
            return written;
        }
        return bare.indexOf(':') < 0
                ? ipv4(bare).isPresent() ? bare : written
                : ipv6(bare).map(groups -> shown(groups, prefix)).orElse(written);
    }

    /** Without what some servers put around it: brackets, a port behind them or behind IPv4, an interface. */
    private static String bare(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? text : withoutZone(text.substring(1, end));
        }
        int colon = text.indexOf(':');
        boolean port = colon > 0
                && colon == text.lastIndexOf(':')
                && ipv4(text.substring(0, colon)).isPresent()
                && text.substring(colon + 1).matches("[0-9]{1,5}");
        return port ? text.substring(0, colon) : withoutZone(text);
    }

    private static String withoutZone(String text) {
        int percent = text.indexOf('%');
        return percent < 0 ? text : text.substring(0, percent);
    }

    /** Four decimals without a zero before them, which some would read as octal. */
    private static Optional<int[]> ipv4(String text) {
        int[] octets = new int[4];
        int from = 0;
        for (int i = 0; i < octets.length; i++) {
            int dot = text.indexOf('.', from);
            if (i < octets.length - 1 ? dot < 0 : dot >= 0) {
                return Optional.empty();
            }
            int to = dot < 0 ? text.length() : dot;
            octets[i] = octet(text, from, to);
            if (octets[i] < 0) {
                return Optional.empty();
            }
            from = to + 1;
        }
        return Optional.of(octets);
    }

    /** Negative if it is none. */
    private static int octet(String text, int from, int to) {
        boolean zeroBefore = to - from > 1 && text.charAt(from) == '0';
        if (to <= from || to - from > 3 || zeroBefore) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value > 255 ? -1 : value;
    }

    /** RFC 4291, section 2.2: eight groups, one gap of zeros, the last two perhaps as IPv4. */
    private static Optional<int[]> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        Optional<int[]> before = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        Optional<int[]> behind = gap < 0 ? Optional.of(new int[0]) : groups(text.substring(gap + 2), true);
        if (before.isEmpty() || behind.isEmpty()) {
            return Optional.empty();
        }
        int known = before.get().length + behind.get().length;
        if (gap < 0 ? known != GROUPS : known >= GROUPS) {
            return Optional.empty();
        }
        int[] groups = Arrays.copyOf(before.get(), GROUPS);
        System.arraycopy(behind.get(), 0, groups, GROUPS - behind.get().length, behind.get().length);
        return Optional.of(groups);
    }

    /** @param last whether the address ends here, where IPv4 may stand */
    private static Optional<int[]> groups(String text, boolean last) {
        if (text.isEmpty()) {
            return Optional.of(new int[0]);
        }
        String[] parts = text.split(":", -1);
        int[] groups = new int[GROUPS + 2];
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (count >= GROUPS) {
                return Optional.empty();
            }
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                Optional<int[]> octets = ipv4(parts[i]);
                if (octets.isEmpty()) {
                    return Optional.empty();
                }
                groups[count++] = octets.get()[0] << 8 | octets.get()[1];
                groups[count++] = octets.get()[2] << 8 | octets.get()[3];
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups[count++] = Integer.parseInt(parts[i], 16);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(Arrays.copyOf(groups, count));
    }

    private static String shown(int[] groups, int prefix) {
        boolean mapped = groups[5] == MAPPED && Arrays.stream(groups, 0, 5).allMatch(group -> group == 0);
        if (mapped) {
            return String.format(
                    Locale.ROOT, "%d.%d.%d.%d", groups[6] >> 8, groups[6] & 0xff, groups[7] >> 8, groups[7] & 0xff);
        }
        for (int i = 0; i < GROUPS; i++) {
            int kept = Math.max(0, Math.min(GROUP_BITS, prefix - i * GROUP_BITS));
            groups[i] &= MAPPED << (GROUP_BITS - kept) & MAPPED;
        }
        return canonical(groups) + (prefix < GROUPS * GROUP_BITS ? "/" + prefix : "");
    }

    /** RFC 5952: small letters, no zeros before, the first of the longest runs of zeros as a gap. */
    private static String canonical(int[] groups) {
        int gap = -1;
        int longest = 1;
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups[to] == 0) {
                to++;
            }
            if (to - from > longest) {
                gap = from;
                longest = to - from;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
