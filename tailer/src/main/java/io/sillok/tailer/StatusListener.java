package io.sillok.tailer;

import io.sillok.tailer.http.HttpLimits;
import io.sillok.tailer.http.HttpListener;
import io.sillok.tailer.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The page's door. A tailer without it follows all the same. */
final class StatusListener implements AutoCloseable {

    /** In the data folder, if the port was free to choose: {@code host:port}, for {@code sillok tail --status}. */
    private static final String ADDRESS_FILE = "status.address";

    private final HttpListener listener;
    private final Path addressFile;

    private StatusListener(HttpListener listener, Path addressFile) {
        this.listener = listener;
        this.addressFile = addressFile;
    }

    static Optional<StatusListener> open(TailerConfig config, StatusPage page, TailerEvents events) {
        return config.status().flatMap(wanted -> open(wanted, addressFile(config.data()), page, events));
    }

    private static Optional<StatusListener> open(
            ListenAddress wanted, Path addressFile, StatusPage page, TailerEvents events) {
        try {
            Files.deleteIfExists(addressFile);
            HttpListener listener =
                    HttpListener.open("sillok-status", wanted.host(), wanted.port(), HttpLimits.PAGE, page);
            if (wanted.port() == 0) {
                write(listener, addressFile);
            }
            events.statusListening(listener.address());
            return Optional.of(new StatusListener(listener, addressFile));
        } catch (IOException e) {
            events.statusUnavailable(wanted.toString(), e.toString());
            return Optional.empty();
        }
    }

    private static void write(HttpListener listener, Path addressFile) throws IOException {
        try {
            Files.writeString(addressFile, listener.address());
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    static Optional<String> addressOf(TailerConfig config) throws IOException {
        Optional<ListenAddress> wanted = config.status();
        Path noted = addressFile(config.data());
        if (wanted.isPresent() && wanted.get().port() == 0) {
            return Files.exists(noted) ? Optional.of(Files.readString(noted)) : Optional.empty();
        }
        return wanted.map(ListenAddress::toString);
    }

    private static Path addressFile(Path data) {
        return data.resolve(ADDRESS_FILE);
    }

    String address() {
        return listener.address();
    }

    @Override
    public void close() {
        listener.close();
        try {
            Files.deleteIfExists(addressFile);
        } catch (IOException e) {
            // The next start deletes it; until then it names a port where nobody answers.
            return;
        }
    }
}
