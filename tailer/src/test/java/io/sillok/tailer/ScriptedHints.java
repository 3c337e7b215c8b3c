package io.sillok.tailer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Hints as the test gives them. */
final class ScriptedHints implements ChangeHints {

    final Set<Path> watched = new LinkedHashSet<>();
    boolean hearing;
    private final List<Consumer<Hearer>> waiting = new ArrayList<>();

    void changed(Path path) {
        waiting.add(hearer -> hearer.changed(path));
    }

    void cameOrWent(Path path) {
        waiting.add(hearer -> hearer.cameOrWent(path));
    }

    void uncertain(Path folder) {
        waiting.add(hearer -> hearer.uncertain(folder));
    }

    @Override
    public void watch(Path folder) {
        watched.add(folder);
    }

    @Override
    public void forget(Path folder) {
        watched.remove(folder);
    }

    @Override
    public boolean hears(Path folder) {
        return hearing && watched.contains(folder);
    }

    @Override
    public void take(Hearer hearer) {
        List<Consumer<Hearer>> taken = List.copyOf(waiting);
        waiting.clear();
        taken.forEach(hint -> hint.accept(hearer));
    }

    @Override
    public void close() {}
}
