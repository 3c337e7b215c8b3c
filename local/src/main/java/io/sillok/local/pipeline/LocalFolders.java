package io.sillok.local.pipeline;

import io.sillok.local.servers.Installation;
import io.sillok.tailer.TailerConfig;
import java.nio.file.Path;
import java.util.Map;

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

    /** The tailer of a run: its files, and where it keeps its checkpoint. */
    public static TailerConfig tailerOf(RunConfig run) {
        return run.tailer().into(tailer(run.tailer().data()), Map.of());
    }

    /** The tailer's part of a data folder. */
    static Path tailer(Path data) {
        return data.resolve("tailer");
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
