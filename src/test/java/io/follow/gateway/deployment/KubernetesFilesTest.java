package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.follow.gateway.settings.EnvVariable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;

/** The files for Kubernetes, as far as they can be checked without a cluster. */
class KubernetesFilesTest {

    /** Read by libraries and not by the gateway. */
    private static final Set<String> OF_OTHERS = Set.of("AWS_SHARED_CREDENTIALS_FILE");

    private static Stream<Path> files() throws IOException {
        return KubernetesFiles.all().stream();
    }

    private static Deployment deployment() throws IOException {
        return (Deployment) KubernetesFiles.parse(KubernetesFiles.document("base/deployment.yaml"));
    }

    private static PodSpec pod() throws IOException {
        return deployment().getSpec().getTemplate().getSpec();
    }

    private static Container gateway() throws IOException {
        return pod().getContainers().get(0);
    }

    private static List<String> literals(String kustomization) throws IOException {
        List<String> literals = new ArrayList<>();
        KubernetesFiles.document(kustomization)
                .path("configMapGenerator")
                .path(0)
                .path("literals")
                .forEach(literal -> literals.add(literal.asText()));
        return literals;
    }

    private static String setting(String name) throws IOException {
        return literals("base/kustomization.yaml").stream()
                .filter(literal -> literal.startsWith(name + "="))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void followTheApiOfKubernetes(Path file) throws IOException {
        for (JsonNode document : KubernetesFiles.documents(Files.readString(file))) {
            if (KubernetesFiles.isOfKubernetes(document)) {
                assertThatCode(() -> KubernetesFiles.parse(document)).doesNotThrowAnyException();
            } else {
                assertThat(KubernetesFiles.kindOf(document))
                        .isIn(
                                "kustomize.config.k8s.io/v1beta1 Kustomization",
                                "kustomize.config.k8s.io/v1alpha1 Component",
                                "monitoring.coreos.com/v1 ServiceMonitor",
                                "keda.sh/v1alpha1 ScaledObject",
                                "keda.sh/v1alpha1 TriggerAuthentication");
            }
        }
    }

    @Test
    void areAllPartOfAKustomization() throws IOException {
        // given
        Set<Path> named = new TreeSet<>();
        for (Path file : KubernetesFiles.all()) {
            if (file.endsWith("kustomization.yaml")) {
                JsonNode kustomization =
                        KubernetesFiles.documents(Files.readString(file)).get(0);
                Path folder = file.getParent();
                for (String list : List.of("resources", "components")) {
                    kustomization
                            .path(list)
                            .forEach(each ->
                                    named.add(folder.resolve(each.asText()).normalize()));
                }
                kustomization.path("patches").findValues("path").forEach(each -> {
                    if (!each.asText().startsWith("/")) {
                        named.add(folder.resolve(each.asText()));
                    }
                });
            }
        }

        // then
        assertThat(named).allMatch(Files::exists);
        assertThat(KubernetesFiles.all())
                .filteredOn(file -> !file.endsWith("kustomization.yaml"))
                .isSubsetOf(named);
    }

    /** Rendered by the client of Kubernetes, where it is installed. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/production", "overlays/trial"})
    void renderToObjectsThatFollowTheApi(String folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/kubectl")), "kubectl is not installed");

        // when
        Process kubectl = new ProcessBuilder(
                        "/usr/bin/kubectl",
                        "kustomize",
                        KubernetesFiles.FOLDER.resolve(folder).toString())
                .redirectErrorStream(true)
                .start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor(60, TimeUnit.SECONDS)).isTrue();

        // then
        assertThat(kubectl.exitValue()).as(rendered).isZero();
        List<JsonNode> documents = KubernetesFiles.documents(rendered);
        assertThat(documents).hasSizeGreaterThan(5);
        for (JsonNode document : documents) {
            if (KubernetesFiles.isOfKubernetes(document)) {
                assertThatCode(() -> KubernetesFiles.parse(document)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void setOnlyVariablesThatExist() throws IOException {
        // given
        Set<String> known = new TreeSet<>(OF_OTHERS);
        Arrays.stream(EnvVariable.values()).map(EnvVariable::name).forEach(name -> {
            known.add(name);
            known.add(name + "_FILE");
        });

        // when
        List<String> set = new ArrayList<>();
        for (String kustomization : List.of("base/kustomization.yaml", "overlays/production/kustomization.yaml")) {
            literals(kustomization).forEach(literal -> set.add(literal.substring(0, literal.indexOf('='))));
        }
        gateway().getEnv().stream().map(EnvVar::getName).forEach(set::add);

        // then
        assertThat(set).hasSizeGreaterThan(8).isSubsetOf(known);
    }

    @Test
    void giveSecretsAsFilesOfAMountedVolumeOnly() throws IOException {
        // given
        List<String> mounts = gateway().getVolumeMounts().stream()
                .map(VolumeMount::getMountPath)
                .toList();

        // then
        assertThat(gateway().getEnv()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(variable -> {
            assertThat(variable.getName()).endsWith("_FILE");
            assertThat(mounts).anyMatch(mount -> variable.getValue().startsWith(mount + "/"));
        });
        assertThat(literals("overlays/production/kustomization.yaml"))
                .noneMatch(literal -> literal.contains("SECRET") || literal.contains("PASSWORD"));
    }

    @Test
    void runWithoutRightsOnAReadOnlyFileSystem() throws IOException {
        assertThat(pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(pod().getEnableServiceLinks()).isFalse();
        assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(Files.readString(Path.of("Dockerfile")))
                .contains("USER " + pod().getSecurityContext().getRunAsUser() + ":"
                        + pod().getSecurityContext().getRunAsGroup());
        assertThat(gateway().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(gateway().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(gateway().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod().getVolumes())
                .filteredOn(volume -> volume.getName().equals("tmp"))
                .singleElement()
                .satisfies(tmp -> {
                    assertThat(tmp.getEmptyDir().getMedium()).isNull();
                    assertThat(tmp.getEmptyDir().getSizeLimit().getNumericalAmount())
                            .isBetween(new BigDecimal(128 << 20), new BigDecimal(1024 << 20));
                });
    }

    @Test
    void probeThePortOfTheGateway() throws IOException {
        assertThat(path(gateway().getStartupProbe())).isEqualTo("/health");
        assertThat(path(gateway().getLivenessProbe())).isEqualTo("/health");
        assertThat(path(gateway().getReadinessProbe())).isEqualTo("/health/ready");
        assertThat(gateway().getPorts())
                .extracting(ContainerPort::getName, port -> String.valueOf(port.getContainerPort()))
                .containsExactly(
                        tuple("http", EnvVariable.IMG_GW_PORT.defaultValue()),
                        tuple("management", EnvVariable.IMG_GW_MANAGEMENT_PORT.defaultValue()));
        Service service = (Service) KubernetesFiles.parse(KubernetesFiles.document("base/service.yaml"));
        assertThat(service.getSpec().getPorts())
                .extracting(ServicePort::getName)
                .containsExactly("http", "management");
        assertThat(KubernetesFiles.document("components/service-monitor/service-monitor.yaml")
                        .at("/spec/endpoints/0/port")
                        .asText())
                .isEqualTo("management");
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        // A store that hangs is reported after 3 s.
        assertThat(probe.getTimeoutSeconds()).isGreaterThan(3);
        return probe.getHttpGet().getPath();
    }

    @Test
    void leaveTimeForAShutdownAndClaimTheJobsOfAKilledPodSoon() throws IOException {
        // given
        Duration shutdown = DurationStyle.detectAndParse(setting("IMG_GW_SHUTDOWN_TIMEOUT"));
        List<String> preStop = gateway().getLifecycle().getPreStop().getExec().getCommand();

        // then
        assertThat(preStop).hasSize(2).first().isEqualTo("sleep");
        assertThat(pod().getTerminationGracePeriodSeconds())
                .isGreaterThanOrEqualTo(shutdown.toSeconds() + Long.parseLong(preStop.get(1)) + 5);
        assertThat(Integer.parseInt(setting("IMG_GW_JOB_CLAIM_IDLE_MS"))).isBetween(15_000, 30_000);
    }

    @Test
    void haveAsManyWorkersAsRequestedProcessors() throws IOException {
        assertThat(gateway().getResources().getRequests().get("cpu").getAmount())
                .isEqualTo(setting("IMG_GW_WORKERS"));
        assertThat(gateway().getResources().getRequests().get("memory"))
                .isEqualTo(gateway().getResources().getLimits().get("memory"));
    }
}
