package io.sillok.local.discover.server;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a log is written: a path, in which parts may stand for what only the running server knows.
 *
 * @param text an absolute path with {@link #HOLE} or {@link #DATE} for each such part
 */
public record LogPath(String text) {

    /** Stands for a part of a path that the config leaves open. */
    public static final char HOLE = '\uFFFC';

    /** Stands for a date such as 2026-11-22. */
    public static final char DATE = '\uFFF9';

    private static final String DATE_GLOB = "????-??-??";

    /** The path if nothing is open. */
    public Optional<String> exact() {
        return text.indexOf(HOLE) < 0 && text.indexOf(DATE) < 0 ? Optional.of(text) : Optional.empty();
    }

    /** As the tailer's configs name it. */
    public String glob() {
        StringBuilder glob = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == DATE) {
                glob.append(DATE_GLOB);
            } else if (c != HOLE) {
                glob.append("*?[]{}\\".indexOf(c) >= 0 ? "\\" : "").append(c);
            } else if (glob.length() == 0 || glob.charAt(glob.length() - 1) != '*') {
                glob.append('*'); // two of them would cross folders
            }
        }
        return glob.toString();
    }

    /** Whether its glob names a path. */
    public boolean covers(String path) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob()).matches(Path.of(path));
        } catch (InvalidPathException e) {
            return false; // this machine cannot have a file of that name
        }
    }

    /** Whether a glob of it would be the whole disk, or a whole folder of the system's logs. */
    public boolean isTooWide() {
        String name = text.substring(text.lastIndexOf('/') + 1);
        return text.indexOf(HOLE) >= 0
                && (text.indexOf(HOLE) < 2
                        || name.replace(String.valueOf(HOLE), "").isEmpty());
    }
}
