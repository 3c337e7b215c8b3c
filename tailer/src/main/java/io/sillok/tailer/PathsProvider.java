package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that a group's globs name now. Symbolic links are followed; compressed files are never taken for logs. */
final class PathsProvider {

    /** Hears what was found. */
    interface Sightings {

        /** A path that the group takes if it is a file. */
        void named(Path path);

        /** The same, of a folder where nothing came or went since the last time. */
        void stillThere(List<Path> paths);

        /** A folder that could not be looked into. */
        void unreadable(Path folder, IOException cause);
    }

    private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");
    private static final Pattern COMPRESSED = Pattern.compile(".*\\.(gz|bz2|xz|zst|zip)");
    private static final Path ROOT = Path.of("/");
    private static final int DEEPEST = 32;

    /** What a segment of a glob picks out of a folder, as long as the folder's listing stands. */
    private record Picked(int round, List<Path> entries) {}

    private record Place(Path folder, String segment, boolean last) {}

    /** What is known of a path or glob of the config before anything is looked at. */
    private record Named(String text, Path literal, boolean isGlob, List<Segment> segments) {

        static Named of(String text) {
            String files = text.endsWith("/**") ? text + "/*" : text;
            return new Named(
                    text,
                    Path.of(text),
                    PathsProvider.isGlob(text),
                    Stream.of(files.substring(1).split("/+")).map(Segment::of).toList());
        }
    }

    private record Segment(String text, boolean isGlob) {

        static Segment of(String text) {
            return new Segment(text, PathsProvider.isGlob(text));
        }
    }

    /** So that links to folders above do not lead around for ever. */
    private record Visit(FileKey folder, int segmentsLeft) {}

    private final FileGroup group;
    private final List<Named> named;
    private final List<PathMatcher> excluded;
    private final List<PathMatcher> included;
    private final Folders folders;
    private final Map<Place, Picked> picked = new HashMap<>();
    private final Set<Visit> visits = new HashSet<>();

    PathsProvider(FileGroup group, Folders folders) {
        this.group = group;
        this.folders = folders;
        this.named = group.paths().stream().map(Named::of).toList();
        this.excluded = group.exclude().stream().map(PathsProvider::matcher).toList();
        this.included = group.paths().stream().map(PathsProvider::matcher).toList();
    }

    FileGroup group() {
        return group;
    }

    /** The folders of the files, as far as the config names them without a glob. */
    List<Path> folders() {
        return group.paths().stream()
                .map(glob -> Path.of(glob).getParent())
                .filter(folder -> !isGlob(folder.toString()))
                .toList();
    }

    /** Whether the group would take a file of this path. */
    boolean covers(Path path) {
        boolean named =
                group.paths().contains(path.toString()) || included.stream().anyMatch(matcher -> matcher.matches(path));
        return named && !isLeftOut(path);
    }

    /** Looks at all of the group's globs. */
    void look(Sightings sightings) {
        named.forEach(one -> look(one, sightings));
        picked.keySet().removeIf(place -> !folders.isKnown(place.folder()));
    }

    /** Looks at one path or glob of the group. */
    void look(String glob, Sightings sightings) {
        named.stream().filter(one -> one.text().equals(glob)).findFirst().ifPresent(one -> look(one, sightings));
    }

    private void look(Named one, Sightings sightings) {
        visits.clear();
        // A path that exists is meant as it is, whatever brackets it has.
        if (!one.isGlob() || Files.isRegularFile(one.literal())) {
            folders.watch(one.literal().getParent());
            if (!isLeftOut(one.literal())) {
                sightings.named(one.literal());
            }
            return;
        }
        expand(ROOT, one.segments(), 0, sightings);
    }

    /** Whether the group's config leaves out this path by name. */
    boolean excludes(Path path) {
        return excluded.stream().anyMatch(matcher -> matcher.matches(path));
    }

    private boolean isLeftOut(Path path) {
        return COMPRESSED.matcher(path.toString()).matches() || excludes(path);
    }

    /** Goes down segment by segment, so that only folders that can match are listed. */
    private void expand(Path at, List<Segment> segments, int depth, Sightings sightings) {
        Segment first = segments.get(0);
        List<Segment> rest = segments.subList(1, segments.size());
        String segment = first.text();
        if (!first.isGlob()) {
            below(at.resolve(segment), rest, depth, sightings);
            return;
        }
        Folders.Listing listing = folders.visit(at, sightings::unreadable).orElse(null);
        if (listing == null) {
            return;
        }
        Place place = new Place(at, segment, rest.isEmpty());
        boolean stands = picked.containsKey(place) && picked.get(place).round() == listing.round();
        if (!stands) {
            picked.put(place, new Picked(listing.round(), pick(listing, place)));
        }
        List<Path> entries = picked.get(place).entries();
        if (segment.equals("**")) {
            if (!visits.add(new Visit(listing.key(), segments.size()))) {
                return;
            }
            below(at, rest, depth, sightings);
            if (depth < DEEPEST) {
                entries.forEach(child -> expand(child, segments, depth + 1, sightings));
            }
        } else if (!rest.isEmpty()) {
            entries.forEach(child -> below(child, rest, depth, sightings));
        } else if (stands) {
            sightings.stillThere(entries);
        } else {
            entries.forEach(sightings::named);
        }
    }

    private void below(Path at, List<Segment> rest, int depth, Sightings sightings) {
        if (!rest.isEmpty()) {
            expand(at, rest, depth, sightings);
        } else if (!isLeftOut(at)) {
            folders.watch(at.getParent());
            sightings.named(at);
        }
    }

    private List<Path> pick(Folders.Listing listing, Place place) {
        if (place.segment().equals("**")) {
            return listing.entries().stream().filter(Files::isDirectory).toList();
        }
        PathMatcher name = matcher(place.segment());
        return listing.entries().stream()
                .filter(entry -> name.matches(entry.getFileName()) && !(place.last() && isLeftOut(entry)))
                .toList();
    }

    private static boolean isGlob(String text) {
        return GLOB.matcher(text).find();
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
