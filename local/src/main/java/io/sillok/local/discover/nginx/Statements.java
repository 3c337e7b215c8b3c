package io.sillok.local.discover.nginx;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of a config into statements, by the rules of nginx: quotes only at a word's beginning, a backslash before
 * any character, comments only where a word could begin, a brace in a word only behind a dollar sign. Where nginx would
 * refuse the text, it is told and reading goes on.
 *
 * @see <a href="https://github.com/nginx/nginx/blob/master/src/core/ngx_conf_file.c">ngx_conf_read_token</a>
 */
final class Statements {

    /** Hears of what nginx would refuse. */
    @FunctionalInterface
    interface Complaints {
        void at(int line, String message);
    }

    private final String text;
    private final Complaints complaints;
    private int at;
    private int line = 1;

    Statements(String text, Complaints complaints) {
        this.text = text;
        this.complaints = complaints;
    }

    Statement next() {
        List<String> words = new ArrayList<>();
        int firstLine = line;
        while (true) {
            skipBlanks();
            if (words.isEmpty()) {
                firstLine = line;
            }
            if (at == text.length()) {
                if (!words.isEmpty()) {
                    complaints.at(firstLine, "the file ends in the middle of " + words.get(0) + "; end it with ;");
                }
                return new Statement(Statement.End.FILE_ENDS, words, firstLine);
            }
            char c = text.charAt(at);
            if (c == ';' || c == '{') {
                take();
                if (words.isEmpty()) {
                    complaints.at(line, "unexpected " + c + "; remove it");
                    if (c == ';') {
                        continue;
                    }
                }
                return new Statement(c == ';' ? Statement.End.SEMICOLON : Statement.End.BLOCK_OPENS, words, firstLine);
            }
            if (c == '}') {
                if (!words.isEmpty()) {
                    complaints.at(firstLine, "no ; behind " + words.get(0) + " before the }; add it");
                    return new Statement(Statement.End.SEMICOLON, words, firstLine);
                }
                take();
                return new Statement(Statement.End.BLOCK_CLOSES, words, firstLine);
            }
            words.add(c == '"' || c == '\'' ? quoted(take()) : bare());
        }
    }

    /** Goes behind the brace that ends a block of Lua code, whose opening brace was just read. */
    void skipLua() {
        int start = at;
        at = LuaCode.end(text, at);
        line += (int) text.substring(start, at).chars().filter(c -> c == '\n').count();
    }

    private void skipBlanks() {
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                take();
            } else if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private String bare() {
        StringBuilder word = new StringBuilder();
        boolean variable = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(c) || c == ';' || (c == '{' && !variable)) {
                break;
            }
            variable = c == '$';
            append(word);
        }
        return word.toString();
    }

    private String quoted(char quote) {
        StringBuilder word = new StringBuilder();
        int opened = line;
        while (at < text.length() && text.charAt(at) != quote) {
            append(word);
        }
        if (at == text.length()) {
            complaints.at(opened, "a quote that is opened here is never closed; close it with " + quote);
            return word.toString();
        }
        take();
        if (at < text.length() && !isBlank(text.charAt(at)) && ";{)".indexOf(text.charAt(at)) < 0) {
            complaints.at(
                    line, "unexpected \"" + text.charAt(at) + "\" behind a closing quote; put a blank or ; there");
        }
        return word.toString();
    }

    /** Takes one character, or two if the first is a backslash. */
    private void append(StringBuilder word) {
        char c = take();
        if (c != '\\' || at == text.length()) {
            word.append(c);
            return;
        }
        char escaped = take();
        switch (escaped) {
            case '"', '\'', '\\' -> word.append(escaped);
            case 't' -> word.append('\t');
            case 'r' -> word.append('\r');
            case 'n' -> word.append('\n');
            default -> word.append('\\').append(escaped);
        }
    }

    private char take() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
