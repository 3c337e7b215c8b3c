package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What belongs to an e-mail address before the part that is found first. */
final class MailAddress {

    private static final int MOST = 160;

    /** {@code "First Last" <} or {@code First Last <}, up to what introduces it. */
    private static final Pattern DISPLAY = Pattern.compile(
            "(?:\"[^\"\\n]{1,80}\"|=\\?[\\w-]{1,20}\\?[BbQq]\\?[^?\\s]{1,120}\\?=|(?:\\p{Lu}[\\p{L}.'-]{0,40} ){1,4}|\\p{Lu}[\\p{L}.'-]{0,40}) ?<$");

    private MailAddress() {}

    /** Where the name that stands before the address begins; {@code at} if there is none. */
    static int displayName(Text s, int from, int at) {
        if (at == 0 || s.charAt(at - 1) != '<') {
            return at;
        }
        Matcher name = DISPLAY.matcher(s).region(Math.max(from, at - MOST), at);
        return name.find() ? name.start() : at;
    }

    /** Where a local part in quotes begins, whose closing quote stands before {@code sign}; -1 if it does not open. */
    static int quotedLocal(Text s, int from, int sign) {
        char quote = s.charAt(sign - 1);
        int open = s.lastIndexOf(quote, sign - 2, Math.max(from, sign - MOST));
        boolean near = open >= 0 && s.indexOf('\n', open, sign + 1) < 0;
        return near ? open + 1 : -1;
    }

    /** Where the local part begins if characters that are rare in one stand before it, as in {@code o'neil!x@}. */
    static int oddLocal(Text s, int from, int at) {
        int i = at;
        int limit = Math.max(from, at - MOST);
        boolean odd = false;
        while (i > limit) {
            char c = s.charAt(i - 1);
            boolean rare = "!#$*^`|~{}'".indexOf(c) >= 0;
            if (!rare && !Chars.emailPart(c) && "/=?&".indexOf(c) < 0) {
                break;
            }
            odd |= rare;
            i--;
        }
        boolean delimited = i == 0 || Character.isWhitespace(s.charAt(i - 1)) || "<(,:;".indexOf(s.charAt(i - 1)) >= 0;
        boolean opensQuote = i < at && (s.charAt(i) == '\'' || s.charAt(i) == '`');
        return odd && delimited && !opensQuote ? i : at;
    }

    /** {@code git@github.com:shop/app.git} */
    static boolean repository(Text s, int at, int sign, int domainEnd) {
        return sign - at == 3
                && s.startsWith("git@", at)
                && domainEnd < s.length()
                && (s.charAt(domainEnd) == ':' || s.charAt(domainEnd) == '/');
    }

    /** {@code App\Http\Kernel@handle} and the like: a class and its method. */
    static boolean method(Text s, int at, int sign, int domainEnd) {
        boolean qualified = at > 0 && s.charAt(at - 1) == '\\';
        boolean upper = Character.isUpperCase(s.charAt(at));
        boolean bare = s.indexOf('.', sign, domainEnd) < 0;
        boolean follows = domainEnd < s.length() && s.charAt(domainEnd) == '.';
        return qualified && upper && bare && !follows && s.charAt(sign) == '@';
    }
}
