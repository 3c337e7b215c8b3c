package io.sillok.parsers.mask;

/** Lines of nginx's and PHP-FPM's access logs: quoted fields in a fixed layout, {@code name="value"} pairs behind. */
final class AccessLine {

    private final TextMasker texts;
    private final HttpHeaders headers;

    AccessLine(TextMasker texts) {
        this.texts = texts;
        this.headers = new HttpHeaders(texts);
    }

    /** @param from where the first quoted field, the request line, begins */
    String mask(String line, int from, MaskTally tally) {
        StringBuilder out = new StringBuilder(line.length());
        String head = line.substring(0, from);
        // The user's name stands in it, which is an address at times.
        out.append(head.indexOf('@') < 0 && head.indexOf('%') < 0 ? head : texts.mask(head, tally));
        int at = from;
        while (at < line.length()) {
            int open = line.indexOf('"', at);
            if (open < 0) {
                out.append(texts.mask(line.substring(at), tally));
                break;
            }
            String between = line.substring(at, open);
            String name = name(between);
            out.append(texts.mask(between, tally)).append('"');
            int close = line.indexOf('"', open + 1);
            int end = close < 0 ? line.length() : close;
            String field = field(name, line.substring(open + 1, end), tally);
            out.append(close < 0 ? CutEnd.mask(field, tally) : field);
            if (close >= 0) {
                out.append('"');
            }
            at = end + 1;
        }
        String masked = out.toString();
        return masked.equals(line) ? line : masked;
    }

    private static String name(String between) {
        if (!between.endsWith("=")) {
            return "";
        }
        int blank = between.lastIndexOf(' ');
        return between.substring(blank + 1, between.length() - 1);
    }

    private String field(String name, String value, MaskTally tally) {
        String decoded = NginxEscapes.decode(value);
        String masked = judged(name, decoded, tally);
        return masked.equals(decoded) ? value : NginxEscapes.encode(masked);
    }

    private String judged(String name, String value, MaskTally tally) {
        if (!name.isEmpty()) {
            return switch (texts.rules().key(name)) {
                case ID -> KeyNames.idShaped(value) ? value : texts.mask(value, tally);
                case SECRET ->
                    value.isEmpty() || value.equals("-") ? value : headers.mask("authorization", value, tally);
                default -> target(value, tally);
            };
        }
        return target(value, tally);
    }

    /** A request line, a URL or any other text. */
    private String target(String value, MaskTally tally) {
        int blank = value.indexOf(' ');
        boolean request =
                blank > 0 && blank < 12 && blank + 1 < value.length() && "/h*".indexOf(value.charAt(blank + 1)) >= 0;
        if (request) {
            int last = value.lastIndexOf(" HTTP/");
            int end = last > blank ? last : value.length();
            return value.substring(0, blank + 1)
                    + texts.queries().maskUrl(value.substring(blank + 1, end), tally)
                    + value.substring(end);
        }
        boolean url = value.startsWith("http") || value.startsWith("/");
        return url && value.indexOf(' ') < 0 ? texts.queries().maskUrl(value, tally) : texts.mask(value, tally);
    }
}
