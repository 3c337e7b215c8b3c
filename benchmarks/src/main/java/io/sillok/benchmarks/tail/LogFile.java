package io.sillok.benchmarks.tail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** The file to be shipped, and what is known of it. */
record LogFile(Path path, long bytes, long lines, long checksum) {

    static LogFile of(Path path) throws IOException {
        CRC32C sum = new CRC32C();
        long bytes = 0;
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
                bytes += read;
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return new LogFile(path, bytes, lines, sum.getValue());
    }
}
