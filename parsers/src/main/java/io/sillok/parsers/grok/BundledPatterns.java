package io.sillok.parsers.grok;

import io.krakens.grok.api.GrokCompiler;
import io.sillok.parsers.record.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** java-grok's standard definitions and our own of the logs of PHP shops. */
public final class BundledPatterns {

    private static final String FILE = "php-shop";

    /** More than any prefix has; the rest of a line is read by hand. */
    private static final int PREFIX_LENGTH = 1024;

    private static final int USERS_LENGTH = 16 * 1024;

    private BundledPatterns() {}

    /** A pattern of our own files: an error in it is one of ours. */
    public static BoundedGrok compile(String pattern) {
        return new BoundedGrok(compiler().compile(pattern, true), PREFIX_LENGTH);
    }

    /** A pattern of a config, matched on a line of up to 16 KiB. */
    static BoundedGrok compileUsers(String pattern) throws DefinitionException {
        try {
            return new BoundedGrok(compiler().compile(pattern, true), USERS_LENGTH);
        } catch (IllegalArgumentException e) {
            throw new DefinitionException("pattern: " + e.getMessage(), e);
        }
    }

    static GrokCompiler compiler() {
        GrokCompiler compiler = GrokCompiler.newInstance();
        compiler.registerDefaultPatterns();
        try (InputStream file = BundledPatterns.class.getResourceAsStream(FILE)) {
            compiler.register(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the patterns in " + FILE + " cannot be read", e);
        }
        return compiler;
    }
}
