package io.sillok.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;

/** The folder {@code base}: its kustomization and the manifests that this lists. */
final class Base {

    static final Path FOLDER = Path.of("base");

    private static final Map<String, Class<? extends HasMetadata>> MODELS = Map.of(
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "apps/v1 Deployment", Deployment.class,
            "batch/v1 Job", Job.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "rbac.authorization.k8s.io/v1 Role", Role.class,
            "rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class,
            "flink.apache.org/v1beta1 FlinkDeployment", FlinkDeployment.class);

    private Base() {}

    static Kustomization kustomization() {
        return StrictYaml.read(StrictYaml.documents(text("kustomization.yaml")).get(0), Kustomization.class);
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All manifests as typed models. */
    static List<HasMetadata> manifests() {
        return kustomization().resources().stream()
                .flatMap(file -> StrictYaml.documents(text(file)).stream())
                .map(Base::typed)
                .toList();
    }

    static HasMetadata typed(JsonNode manifest) {
        String model = manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText();
        if (!MODELS.containsKey(model)) {
            throw new IllegalArgumentException("no typed model for " + model);
        }
        return StrictYaml.read(manifest, MODELS.get(model));
    }

    static <T extends HasMetadata> T only(Class<T> type, String name) {
        return manifests().stream()
                .filter(manifest -> type.isInstance(manifest)
                        && manifest.getMetadata().getName().equals(name))
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** By kind and name of the manifest that has it. */
    static Map<String, PodTemplateSpec> podTemplates() {
        Map<String, PodTemplateSpec> templates = new LinkedHashMap<>();
        for (HasMetadata manifest : manifests()) {
            String name = manifest.getKind() + " " + manifest.getMetadata().getName();
            if (manifest instanceof Deployment deployment) {
                templates.put(name, deployment.getSpec().getTemplate());
            } else if (manifest instanceof Job job) {
                templates.put(name, job.getSpec().getTemplate());
            } else if (manifest instanceof FlinkDeployment flink) {
                templates.put(name, flink.getSpec().getPodTemplate());
            }
        }
        return templates;
    }
}
