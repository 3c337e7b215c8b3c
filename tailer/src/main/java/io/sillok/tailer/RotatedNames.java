package io.sillok.tailer;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that rotation gives: {@code access.log.1}, {@code access.log-20261122}, {@code access-20261122.log},
 * {@code access.log.old}, all of them also with {@code .gz}. After logrotate's {@code dateformat}, {@code extension} and
 * {@code start}, savelog, cronolog and rotatelogs.
 */
final class RotatedNames {

    private static final Pattern MARK = Pattern.compile("[._-](\\d[\\dTZ:+._-]*|old|bak|prev)");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z][A-Za-z0-9]*$");
    private static final String PACKED = ".gz";
    private static final Pattern PACKED_OTHERWISE = Pattern.compile("\\.(bz2|xz|zst|lz4|lzma|zip|Z)$");

    private RotatedNames() {}

    /** The paths that a file of this path may have had before it was rotated; longest first, none if it looks like no rotation. */
    static Set<Path> bases(Path path) {
        Set<String> bases = new LinkedHashSet<>();
        String name = path.getFileName().toString();
        if (name.endsWith(PACKED) && name.length() > PACKED.length()) {
            name = name.substring(0, name.length() - PACKED.length());
            bases.add(name);
        }
        addUnmarked(name, "", bases);
        Matcher extension = EXTENSION.matcher(name);
        if (extension.find() && extension.start() > 0) {
            addUnmarked(name.substring(0, extension.start()), extension.group(), bases);
        }
        Set<Path> paths = new LinkedHashSet<>();
        bases.forEach(base -> paths.add(path.resolveSibling(base)));
        return paths;
    }

    /** Whether a path is that of a rotation of a log, packed by a program whose files are not unpacked here. */
    static boolean isPackedOtherwise(Path path, Path log) {
        Matcher packed = PACKED_OTHERWISE.matcher(path.getFileName().toString());
        if (!packed.find() || packed.start() == 0) {
            return false;
        }
        Path unpacked = path.resolveSibling(path.getFileName().toString().substring(0, packed.start()));
        return unpacked.equals(log) || bases(unpacked).contains(log);
    }

    private static void addUnmarked(String name, String extension, Set<String> bases) {
        for (int end = name.length() - 1; end > 0; end--) {
            if (MARK.matcher(name).region(end, name.length()).matches()) {
                bases.add(name.substring(0, end) + extension);
            }
        }
    }
}
