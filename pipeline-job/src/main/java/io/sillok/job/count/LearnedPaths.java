package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Tells by their number which parts of paths name one thing among many, where their form does not: below a folder with
 * more different names than an application has routes, every name is a slug. Bounded. Not thread-safe.
 */
final class LearnedPaths {

    static final TypeInformation<LearnedPaths> TYPE = WireTypeInformation.mutable(LearnedPaths.class, Format.class);

    static final String SLUG = "{slug}";

    /** Different names below one folder; at the top applications have most routes. */
    static final int MOST_NAMES = 30;

    static final int MOST_NAMES_AT_THE_TOP = 100;

    private static final int MOST_FOLDERS = 2000;

    /** By folder: its names so far; empty once they are slugs. */
    private final Map<String, Set<String>> folders = new LinkedHashMap<>();

    /** @param template of a path, as {@link RouteTemplate} makes it */
    String route(String template) {
        if (template.isEmpty() || template.charAt(0) != '/') {
            return template;
        }
        StringBuilder route = new StringBuilder(template.length());
        for (String part : template.substring(1).split("/", -1)) {
            String folder = route.toString();
            route.append('/').append(part.isEmpty() || part.charAt(0) == '{' ? part : name(folder, part));
        }
        return route.toString();
    }

    private String name(String folder, String part) {
        Set<String> names = folders.get(folder);
        if (names == null) {
            if (folders.size() >= MOST_FOLDERS) {
                return SLUG;
            }
            names = new LinkedHashSet<>();
            folders.put(folder, names);
        } else if (names.isEmpty()) {
            return SLUG;
        }
        names.add(part);
        if (names.size() > (folder.isEmpty() ? MOST_NAMES_AT_THE_TOP : MOST_NAMES)) {
            names.clear();
            return SLUG;
        }
        return part;
    }

    /** The wire form. */
    public static final class Format implements Wire<LearnedPaths> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(LearnedPaths paths, DataOutput out) throws IOException {
            out.writeInt(paths.folders.size());
            for (Map.Entry<String, Set<String>> folder : paths.folders.entrySet()) {
                out.writeUTF(folder.getKey());
                out.writeInt(folder.getValue().size());
                for (String name : folder.getValue()) {
                    out.writeUTF(name);
                }
            }
        }

        @Override
        public LearnedPaths read(DataInput in) throws IOException {
            LearnedPaths paths = new LearnedPaths();
            for (int left = in.readInt(); left > 0; left--) {
                Set<String> names = new LinkedHashSet<>();
                paths.folders.put(in.readUTF(), names);
                for (int more = in.readInt(); more > 0; more--) {
                    names.add(in.readUTF());
                }
            }
            return paths;
        }
    }
}
