package io.sillok.parsers;

import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who wrapped the lines of a container's log; the value of {@code container}. */
enum ContainerForm {
    /** Kubernetes' runtimes. */
    CRI(true, false),
    /** Docker's json-file driver. */
    DOCKER(false, true),
    /** Each line tells. */
    AUTO(true, true);

    private final boolean cri;
    private final boolean docker;

    ContainerForm(boolean cri, boolean docker) {
        this.cri = cri;
        this.docker = docker;
    }

    boolean mayBeCri() {
        return cri;
    }

    boolean mayBeDocker() {
        return docker;
    }

    static ContainerForm of(Definition definition) throws DefinitionException {
        String name = definition.text(Definition.CONTAINER).orElse("");
        for (ContainerForm form : values()) {
            if (form.text().equals(name)) {
                return form;
            }
        }
        throw new DefinitionException("container: '" + name + "' is none of "
                + Arrays.stream(values()).map(ContainerForm::text).collect(Collectors.joining(", ")));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
