package io.sillok.local.pipeline;

import io.sillok.local.servers.Installation;
import java.nio.file.Path;

/** Where a local Sillok keeps what is not a user's: below the installation, or where SILLOK_STATE says. */
public final class LocalFolders {

    private LocalFolders() {}

    static Path state() {
        String named = System.getenv("SILLOK_STATE");
        return named != null
                ? Path.of(named).toAbsolutePath()
                : Path.of(System.getProperty(Installation.HOME_PROPERTY, "."))
                        .toAbsolutePath()
                        .resolve(".sillok");
    }

    /** Notes of the demos and runs that are up. */
    public static Path running() {
        return state().resolve("running");
    }

    /** A demo's servers; removed when it ends. */
    static Path demo() {
        return state().resolve(StaleDemos.PREFIX + ProcessHandle.current().pid());
    }

    /** The capture that comes with Sillok. */
    static Path sampleShop() {
        return Path.of(System.getProperty(Installation.HOME_PROPERTY, "."))
                .toAbsolutePath()
                .resolve("samples/shop");
    }
}
