package io.sillok.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the images are built. */
final class Dockerfile {

    private static final Path FILE = Path.of("image/Dockerfile");

    private Dockerfile() {}

    /** The image that a stage starts from. */
    static String baseOf(String stage) {
        try {
            Matcher from = Pattern.compile("(?m)^FROM (\\S+) AS " + Pattern.quote(stage) + "$")
                    .matcher(Files.readString(FILE));
            if (!from.find()) {
                throw new IllegalStateException(FILE + " has no stage " + stage);
            }
            return from.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
