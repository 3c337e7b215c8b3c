package io.sillok.local.discover.php;

import io.sillok.local.discover.server.LogPath;
import io.sillok.local.discover.server.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads ini files as PHP and FPM do: comments behind {@code ;}, values in double quotes with {@code \"} and over several
 * lines, in single quotes as they are, and bare ones up to the line's end.
 */
final class IniFile {

    private final String text;
    private final String file;
    private int at;
    private int line = 1;

    private IniFile(String text, String file) {
        this.text = text;
        this.file = file;
    }

    static List<IniStatement> read(String text, String file) {
        return new IniFile(text, file).statements();
    }

    private List<IniStatement> statements() {
        List<IniStatement> statements = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                take();
            } else if (c == ';' || c == '#') {
                rest();
            } else if (c == '[') {
                String head = rest();
                int end = head.lastIndexOf(']');
                statements.add(new IniStatement.Section(
                        head.substring(1, end < 0 ? head.length() : end).strip()));
            } else {
                statements.add(setting());
            }
        }
        return statements;
    }

    private IniStatement setting() {
        Place place = new Place(file, line);
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != '\n') {
            at++;
        }
        String key = text.substring(start, at).strip();
        if (at == text.length() || text.charAt(at) == '\n') {
            return new IniStatement.Setting(key, "", place);
        }
        at++;
        return new IniStatement.Setting(key, value(), place);
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        int written = 0; // what is quoted keeps its blanks
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != ';') {
            char c = text.charAt(at);
            if ((c == '"' || c == '\'') && closes(c, value.length() == 0)) {
                quoted(take(), value);
                written = value.length();
            } else if (text.startsWith("${", at)) {
                variable(value);
                written = value.length();
            } else {
                take();
                if (!Character.isWhitespace(c) || value.length() > 0) {
                    value.append(c);
                }
                written = Character.isWhitespace(c) ? written : value.length();
            }
        }
        value.setLength(written);
        return value.toString();
    }

    /** Whether a quote opened here is closed: only a value that is quoted whole may go over lines. */
    private boolean closes(char quote, boolean whole) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == '"' && c == '\\') {
                i++;
            } else if (c == quote) {
                return true;
            } else if (c == '\n' && !whole) {
                return false;
            }
        }
        return false;
    }

    private void quoted(char quote, StringBuilder value) {
        while (text.charAt(at) != quote) {
            if (quote == '"' && text.startsWith("${", at)) {
                variable(value);
                continue;
            }
            char c = take();
            if (quote == '"' && c == '\\' && "\"\\'".indexOf(text.charAt(at)) >= 0) {
                c = take();
            }
            value.append(c);
        }
        take();
    }

    private void variable(StringBuilder value) {
        int end = text.indexOf('}', at);
        int lineEnd = text.indexOf('\n', at);
        if (end < 0 || (lineEnd >= 0 && lineEnd < end)) {
            value.append(take());
        } else {
            value.append(LogPath.HOLE);
            at = end + 1;
        }
    }

    private String rest() {
        int end = text.indexOf('\n', at);
        String rest = text.substring(at, end < 0 ? text.length() : end);
        at += rest.length();
        return rest;
    }

    private char take() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
        }
        return c;
    }
}
