package io.sillok.parsers.grok.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link java.util.regex.Pattern} has found to be well-formed: the part of its syntax that patterns for logs are
 * written in. What is not in that part is told, never guessed.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html">Pattern</a>
 */
public final class RegexParser {

    private static final int MAX_DEPTH = 250;

    private final String text;
    private int at;
    private int fields;
    private int depth;
    private boolean ignoreCase;
    private boolean dotAll;

    private RegexParser(String text) {
        this.text = text;
    }

    /** Named groups are fields, in the order in which they stand. */
    public static Regex parse(String regex) throws NotCompilableException {
        RegexParser parser = new RegexParser(regex);
        Regex all = parser.choice();
        if (parser.at < regex.length()) {
            throw new NotCompilableException("a closing parenthesis without an opening one");
        }
        return all;
    }

    private boolean more() {
        return at < text.length();
    }

    private boolean looksAt(String what) {
        return text.startsWith(what, at);
    }

    private boolean take(String what) {
        if (looksAt(what)) {
            at += what.length();
            return true;
        }
        return false;
    }

    private Regex choice() throws NotCompilableException {
        if (++depth > MAX_DEPTH) {
            throw new NotCompilableException("groups that are nested " + MAX_DEPTH + " deep");
        }
        List<Regex> alternatives = new ArrayList<>();
        do {
            alternatives.add(sequence());
        } while (take("|"));
        depth--;
        return alternatives.size() == 1 ? alternatives.get(0) : new Regex.Choice(alternatives);
    }

    private Regex sequence() throws NotCompilableException {
        List<Regex> parts = new ArrayList<>();
        while (more() && !looksAt("|") && !looksAt(")")) {
            Regex atom = atom();
            if (atom != null) {
                parts.add(quantified(atom));
            }
        }
        if (parts.isEmpty()) {
            return new Regex.Empty();
        }
        return parts.size() == 1 ? parts.get(0) : new Regex.Sequence(parts);
    }

    /** Null for flags, which match nothing themselves. */
    private Regex atom() throws NotCompilableException {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> new Regex.One(set());
            case '.' -> new Regex.One(dotAll ? CharSet.ALL : CharSet.LINE_ENDS.not());
            case '^' -> new Regex.Edge(Regex.Place.BEGIN);
            case '$' -> new Regex.Edge(Regex.Place.LINE_END);
            case '\\' -> escape();
            default -> {
                if (Character.isSurrogate(c)) {
                    throw new NotCompilableException("a character beyond U+FFFF");
                }
                yield literal(c);
            }
        };
    }

    private Regex literal(int c) {
        CharSet set = CharSet.of(c);
        return new Regex.One(ignoreCase ? set.ignoringCase() : set);
    }

    private Regex escape() throws NotCompilableException {
        char c = text.charAt(at);
        Regex.Place place =
                switch (c) {
                    case 'b' -> Regex.Place.WORD_EDGE;
                    case 'B' -> Regex.Place.NO_WORD_EDGE;
                    case 'A' -> Regex.Place.BEGIN;
                    case 'z' -> Regex.Place.END;
                    case 'Z' -> Regex.Place.LINE_END;
                    default -> null;
                };
        if (place != null) {
            at++;
            if (place == Regex.Place.WORD_EDGE && looksAt("{")) {
                throw new NotCompilableException("\\b{g}");
            }
            return new Regex.Edge(place);
        }
        CharSet known = escapedSet();
        return known == null ? literal(escapedCharacter()) : new Regex.One(known);
    }

    /** Null if what follows the backslash names no set. */
    private CharSet escapedSet() {
        CharSet set =
                switch (text.charAt(at)) {
                    case 'd' -> CharSet.DIGITS;
                    case 'D' -> CharSet.DIGITS.not();
                    case 'w' -> CharSet.WORD;
                    case 'W' -> CharSet.WORD.not();
                    case 's' -> CharSet.BLANKS;
                    case 'S' -> CharSet.BLANKS.not();
                    default -> null;
                };
        if (set != null) {
            at++;
        }
        return set;
    }

    private int escapedCharacter() throws NotCompilableException {
        char c = text.charAt(at++);
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'a' -> 7;
            case 'e' -> 27;
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            default -> {
                if (c >= 128 || Character.isLetterOrDigit(c)) {
                    throw new NotCompilableException(
                            (c >= '1' && c <= '9') || c == 'k' ? "a reference back to a group" : "\\" + c);
                }
                yield c;
            }
        };
    }

    private int hex(int digits) throws NotCompilableException {
        if (looksAt("{")) {
            throw new NotCompilableException("\\x{…}");
        }
        int value = Integer.parseInt(text.substring(at, at + digits), 16);
        at += digits;
        if (Character.isSurrogate((char) value)) {
            throw new NotCompilableException("a character beyond U+FFFF");
        }
        return value;
    }

    private Regex group() throws NotCompilableException {
        boolean ignoredCase = ignoreCase;
        boolean dottedAll = dotAll;
        Regex group;
        if (!take("?")) {
            group = choice();
        } else if (take(":")) {
            group = choice();
        } else if (take(">")) {
            group = new Regex.Atomic(choice());
        } else if (take("=")) {
            group = new Regex.Look(choice(), false, false);
        } else if (take("!")) {
            group = new Regex.Look(choice(), false, true);
        } else if (take("<=")) {
            group = new Regex.Look(choice(), true, false);
        } else if (take("<!")) {
            group = new Regex.Look(choice(), true, true);
        } else if (take("<")) {
            int field = fields++;
            at = text.indexOf('>', at) + 1;
            group = new Regex.Field(field, choice());
        } else {
            flags();
            if (take(")")) {
                return null; // they count to the end of the group around them
            }
            at++; // the colon
            group = choice();
        }
        at++; // the parenthesis
        ignoreCase = ignoredCase;
        dotAll = dottedAll;
        return group;
    }

    private void flags() throws NotCompilableException {
        boolean on = true;
        for (; !looksAt(")") && !looksAt(":"); at++) {
            switch (text.charAt(at)) {
                case '-' -> on = false;
                case 'i' -> ignoreCase = on;
                case 's' -> dotAll = on;
                default -> throw new NotCompilableException("the flag (?" + text.charAt(at) + ")");
            }
        }
    }

    private Regex quantified(Regex atom) throws NotCompilableException {
        Regex result = atom;
        while (more()) {
            int least;
            int most;
            if (take("*")) {
                least = 0;
                most = Regex.UNBOUNDED;
            } else if (take("+")) {
                least = 1;
                most = Regex.UNBOUNDED;
            } else if (take("?")) {
                least = 0;
                most = 1;
            } else if (take("{")) {
                int close = text.indexOf('}', at);
                String[] counts = text.substring(at, close).split(",", -1);
                at = close + 1;
                least = Integer.parseInt(counts[0].trim());
                most = counts.length == 1
                        ? least
                        : counts[1].isBlank() ? Regex.UNBOUNDED : Integer.parseInt(counts[1].trim());
            } else {
                return result;
            }
            if (result instanceof Regex.Edge || result instanceof Regex.Look) {
                throw new NotCompilableException("a repeated place");
            }
            if (take("+")) {
                if (least > 1 && !(result instanceof Regex.One)) {
                    throw new NotCompilableException("a possessive repetition of a group, more than once");
                }
                result = new Regex.Atomic(new Regex.Repeat(result, least, most, true));
            } else {
                result = new Regex.Repeat(result, least, most, !take("?"));
            }
        }
        return result;
    }

    private CharSet set() throws NotCompilableException {
        boolean negated = take("^");
        CharSet set = CharSet.NONE;
        boolean first = true;
        while (first || !looksAt("]")) {
            first = false;
            if (looksAt("[") || looksAt("&&")) {
                throw new NotCompilableException("a set within a set");
            }
            CharSet known = null;
            if (looksAt("\\")) {
                at++;
                known = escapedSet();
                if (known == null) {
                    at--;
                }
            }
            set = set.or(known == null ? range() : known);
        }
        at++;
        return negated ? set.not() : set;
    }

    private CharSet range() throws NotCompilableException {
        int low = setCharacter();
        int high = low;
        if (looksAt("-") && !text.startsWith("]", at + 1) && !text.startsWith("[", at + 1)) {
            at++;
            high = setCharacter();
        }
        CharSet range = CharSet.range(low, high);
        return ignoreCase ? range.ignoringCase() : range;
    }

    private int setCharacter() throws NotCompilableException {
        char c = text.charAt(at++);
        if (c == '\\') {
            if (escapedSet() != null) {
                throw new NotCompilableException("a range to a set");
            }
            return escapedCharacter();
        }
        if (Character.isSurrogate(c)) {
            throw new NotCompilableException("a character beyond U+FFFF");
        }
        return c;
    }
}
