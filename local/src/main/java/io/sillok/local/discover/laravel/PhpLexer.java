package io.sillok.local.discover.laravel;

import io.sillok.local.discover.laravel.PhpToken.Kind;
import io.sillok.local.discover.server.LogPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts PHP into tokens; comments, attributes and casts are left out. */
final class PhpLexer {

    private static final List<String> SYMBOLS = List.of(
            "...", "===", "!==", "<=>", "??=", "?->", "=>", "->", "::", "??", "?:", "==", "!=", "&&", "||", ".=", "<=",
            ">=");
    private static final Map<Character, String> ESCAPES =
            Map.of('n', "\n", 't', "\t", 'r', "\r", '\\', "\\", '$', "$", '"', "\"");
    private static final String CAST = "\\(\\s*(?i:string|int|integer|bool|boolean|float|array|object)\\s*\\)";
    private static final java.util.regex.Pattern CASTS = java.util.regex.Pattern.compile(CAST);

    private final String text;
    private final List<PhpToken> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private PhpLexer(String text) {
        this.text = text;
    }

    /** The tokens of a file, with one of kind END behind them. */
    static List<PhpToken> tokens(String text) {
        PhpLexer lexer = new PhpLexer(text);
        int open = text.indexOf("<?php");
        lexer.skipTo(open < 0 ? text.length() : open + "<?php".length());
        while (lexer.at < text.length() && !text.startsWith("?>", lexer.at)) {
            lexer.token();
        }
        lexer.add(Kind.END, "");
        return lexer.tokens;
    }

    private void token() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            skipTo(at + 1);
        } else if (text.startsWith("/*", at)) {
            skipBehind("*/");
        } else if (text.startsWith("//", at) || (c == '#' && !text.startsWith("#[", at))) {
            skipBehind("\n");
        } else if (text.startsWith("#[", at)) {
            skipBehind("]");
        } else if (c == '\'') {
            single();
        } else if (c == '"') {
            doubled();
        } else if (text.startsWith("<<<", at)) {
            heredoc();
        } else if (c == '$' && isNameChar(at + 1)) {
            add(Kind.VARIABLE, text.substring(at + 1, skipTo(nameEnd(at + 1))));
        } else if (Character.isDigit(c)) {
            int start = at;
            int end = nameEnd(at);
            // 0.5, but not 1 . 'x'
            boolean fraction =
                    text.startsWith(".", end) && end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
            skipTo(fraction ? nameEnd(end + 1) : end);
            add(Kind.TEXT, text.substring(start, at).replace("_", ""));
        } else if (isNameChar(at) || c == '\\') {
            int start = at;
            while (at < text.length() && (isNameChar(at) || text.charAt(at) == '\\')) {
                at++;
            }
            add(Kind.NAME, text.substring(start, at).replaceFirst("^\\\\", ""));
        } else {
            symbol();
        }
    }

    private void symbol() {
        var cast = CASTS.matcher(text).region(at, text.length());
        if (cast.lookingAt()) {
            skipTo(cast.end());
            return;
        }
        String symbol = SYMBOLS.stream()
                .filter(known -> text.startsWith(known, at))
                .findFirst()
                .orElse(text.substring(at, at + 1));
        add(Kind.SYMBOL, symbol);
        skipTo(at + symbol.length());
    }

    private void single() {
        StringBuilder value = new StringBuilder();
        int start = at + 1;
        int i = start;
        while (i < text.length() && text.charAt(i) != '\'') {
            boolean escaped = text.charAt(i) == '\\' && i + 1 < text.length() && "\\'".indexOf(text.charAt(i + 1)) >= 0;
            i += escaped ? 1 : 0;
            value.append(text.charAt(i++));
        }
        add(Kind.TEXT, value.toString());
        skipTo(i + 1);
    }

    private void doubled() {
        List<PhpExpression> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i);
            boolean braced = text.startsWith("{$", i) || text.startsWith("${", i);
            if (c == '\\' && i + 1 < text.length()) {
                literal.append(ESCAPES.getOrDefault(text.charAt(i + 1), "\\" + text.charAt(i + 1)));
                i += 2;
            } else if (braced || (c == '$' && isNameChar(i + 1))) {
                parts.add(new PhpExpression.Constant(PhpValue.of(literal.toString())));
                literal.setLength(0);
                int name = braced ? i + 2 : i + 1;
                int end = nameEnd(name);
                int close = braced ? text.indexOf('}', end) : end;
                boolean plain = braced ? close == end : !text.startsWith("[", end) && !text.startsWith("->", end);
                parts.add(plain ? new PhpExpression.Variable(text.substring(name, end)) : new PhpExpression.Opaque());
                i = braced ? (close < 0 ? text.length() : close + 1) : end;
            } else {
                literal.append(c);
                i++;
            }
        }
        if (parts.isEmpty()) {
            add(Kind.TEXT, literal.toString());
        } else {
            parts.add(new PhpExpression.Constant(PhpValue.of(literal.toString())));
            tokens.add(new PhpToken(Kind.TEXT, "", List.copyOf(parts), line));
        }
        skipTo(i + 1);
    }

    /** No config writes a path so: it is one text that is not known. */
    private void heredoc() {
        int lineEnd = text.indexOf('\n', at);
        String label =
                text.substring(at + 3, lineEnd < 0 ? text.length() : lineEnd).replaceAll("[\"'\\s]", "");
        add(Kind.TEXT, String.valueOf(LogPath.HOLE));
        var closing = java.util.regex.Pattern.compile("\n[ \t]*" + java.util.regex.Pattern.quote(label) + "\\b")
                .matcher(text)
                .region(at, text.length());
        skipTo(!label.isEmpty() && closing.find() ? closing.end() : text.length());
    }

    private boolean isNameChar(int index) {
        char c = index < text.length() ? text.charAt(index) : ' ';
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private int nameEnd(int from) {
        int end = from;
        while (isNameChar(end)) {
            end++;
        }
        return end;
    }

    private void skipBehind(String mark) {
        int end = text.indexOf(mark, at);
        skipTo(end < 0 ? text.length() : end + mark.length());
    }

    private int skipTo(int index) {
        int to = Math.min(index, text.length());
        for (int i = at; i < to; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        at = to;
        return to;
    }

    private void add(Kind kind, String value) {
        tokens.add(new PhpToken(kind, value, List.of(), line));
    }
}
