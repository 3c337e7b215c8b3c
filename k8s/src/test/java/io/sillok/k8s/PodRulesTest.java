package io.sillok.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PodRulesTest {

    /** The name by which the operator finds it; image and resources come from the FlinkDeployment. */
    private static final String FLINK = "flink-main-container";

    private static final String PINNED = "[a-z0-9./-]+:\\d+(\\.\\d+)+(-[a-z0-9.]+)?(@sha256:[0-9a-f]{64})?";

    @TestFactory
    Stream<DynamicTest> podsRunUnprivileged() {
        return eachPod(pod -> {
            PodSecurityContext context = pod.getSecurityContext();
            assertThat(context.getRunAsNonRoot()).isTrue();
            assertThat(context.getRunAsUser()).isPositive();
            assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getHostPID()).isNull();
            assertThat(pod.getVolumes()).extracting(Volume::getHostPath).containsOnlyNulls();
        });
    }

    @TestFactory
    Stream<DynamicTest> containersHaveNoPrivileges() {
        return eachPod(pod -> containers(pod).forEach(container -> {
            SecurityContext context = container.getSecurityContext();
            assertThat(context.getAllowPrivilegeEscalation())
                    .as(container.getName())
                    .isFalse();
            assertThat(context.getCapabilities().getDrop())
                    .as(container.getName())
                    .containsExactly("ALL");
            assertThat(context.getCapabilities().getAdd())
                    .as(container.getName())
                    .isEmpty();
            assertThat(context.getPrivileged()).as(container.getName()).isNull();
        }));
    }

    /** Flink's own scripts write into their folders, so its containers are left out. */
    @TestFactory
    Stream<DynamicTest> rootFileSystemsAreReadOnlyAndResourcesBounded() {
        return eachPod(pod -> containers(pod)
                .filter(container -> !container.getName().equals(FLINK))
                .forEach(container -> {
                    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                            .as(container.getName())
                            .isTrue();
                    assertThat(container.getResources().getRequests())
                            .as(container.getName())
                            .containsKeys("cpu", "memory");
                    assertThat(container.getResources().getLimits())
                            .as(container.getName())
                            .containsKey("memory");
                }));
    }

    @TestFactory
    Stream<DynamicTest> imagesArePinned() {
        return eachPod(pod -> containers(pod)
                .filter(container -> !container.getName().equals(FLINK))
                .forEach(container ->
                        assertThat(container.getImage()).as(container.getName()).matches(PINNED)));
    }

    @Test
    void theImageOfFlinkIsPinnedAndItsVersionThatOfTheBuild() {
        FlinkDeployment flink = Base.only(FlinkDeployment.class, "sillok-job");

        assertThat(flink.getSpec().getImage()).matches(PINNED);
        assertThat(Dockerfile.baseOf("sillok-job"))
                .isEqualTo("flink:" + System.getProperty("flink.version") + "-java17");
    }

    @TestFactory
    Stream<DynamicTest> everyMountHasItsVolumeAndEveryVolumeItsMount() {
        return eachPod(pod -> {
            Set<String> mounted = containers(pod)
                    .flatMap(container -> container.getVolumeMounts().stream())
                    .map(VolumeMount::getName)
                    .collect(Collectors.toSet());
            assertThat(pod.getVolumes()).extracting(Volume::getName).containsExactlyInAnyOrderElementsOf(mounted);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyConfigMapThatIsMountedIsGenerated() {
        List<String> generated = Base.kustomization().configMapGenerator().stream()
                .map(Kustomization.Generator::name)
                .toList();
        return eachPod(pod -> assertThat(pod.getVolumes().stream()
                        .filter(volume -> volume.getConfigMap() != null)
                        .map(volume -> volume.getConfigMap().getName()))
                .isSubsetOf(generated));
    }

    @Test
    void theTailerIsANativeSidecarThatSharesTheLogs() {
        PodSpec pod = shop();
        Container tailer = sidecar(pod);

        assertThat(tailer.getRestartPolicy()).isEqualTo("Always");
        assertThat(pod.getContainers()).extracting(Container::getName).doesNotContain("sillok-tailer");
        Map<String, VolumeMount> mounts =
                tailer.getVolumeMounts().stream().collect(Collectors.toMap(VolumeMount::getName, Function.identity()));
        assertThat(mounts.get("logs").getReadOnly()).isTrue();
        assertThat(mounts.get("checkpoints").getReadOnly()).isNull();
        assertThat(pod.getContainers())
                .allSatisfy(container -> assertThat(container.getVolumeMounts()).anySatisfy(mount -> assertThat(mount)
                        .returns("logs", VolumeMount::getName)
                        .returns(mounts.get("logs").getMountPath(), VolumeMount::getMountPath)));
    }

    @Test
    void theTailerKnowsItsPodNamespaceAndNode() {
        assertThat(sidecar(shop()).getEnv())
                .extracting(env ->
                        env.getName() + "=" + env.getValueFrom().getFieldRef().getFieldPath())
                .containsExactlyInAnyOrder(
                        "POD_NAME=metadata.name", "POD_NAMESPACE=metadata.namespace", "NODE_NAME=spec.nodeName");
    }

    private static PodSpec shop() {
        return Base.only(Deployment.class, "shop").getSpec().getTemplate().getSpec();
    }

    private static Container sidecar(PodSpec pod) {
        return pod.getInitContainers().stream()
                .filter(container -> container.getName().equals("sillok-tailer"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }

    private static Stream<DynamicTest> eachPod(Consumer<PodSpec> rule) {
        Map<String, PodTemplateSpec> templates = Base.podTemplates();
        assertThat(templates).hasSize(4);
        return templates.entrySet().stream()
                .map(template -> DynamicTest.dynamicTest(
                        template.getKey(), () -> rule.accept(template.getValue().getSpec())));
    }
}
