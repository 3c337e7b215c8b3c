package io.sillok.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the job and its parsers this is. */
public final class JobVersion {

    /** Such as {@code 0.1.0}. */
    public static final String TEXT = read();

    private JobVersion() {}

    private static String read() {
        try (InputStream in = JobVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("resource version.properties", e);
        }
    }
}
