package io.follow.gateway.faults;

import io.follow.gateway.component.streams.entry.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;

/** A step of the tests' own copy of the route: runs in the gateway's process and does what the image id says. */
public final class FaultInjector {

    /** The system property that names the folder of {@link JobCheckpoints}. */
    static final String FOLDER_PROPERTY = "faults.folder";

    /** The system property of a worker that no job can harm. */
    static final String IMMUNE = "faults.immune";

    private static final long LINGERING_NANOS = Duration.ofSeconds(5).toNanos();

    private final JobCheckpoints checkpoints = new JobCheckpoints(Path.of(System.getProperty(FOLDER_PROPERTY)));

    /** Called by the route. */
    public void at(Exchange exchange, String pointName) {
        InjectionPoint point = InjectionPoint.valueOf(pointName);
        Delivery delivery = Delivery.required(exchange);
        String image = String.valueOf(delivery.fields().get("image_id"));
        int runs = checkpoints.reached(point, image, delivery.deliveryCount());
        if (FaultyJobs.injectionPointOf(image) == point) {
            happen(FaultyJobs.faultOf(image), image, runs);
        }
    }

    private void happen(JobFault fault, String image, int runs) {
        switch (fault) {
            case NONE -> {}
            case WAIT -> checkpoints.awaitRelease(image);
            case LINGER -> LockSupport.parkNanos(LINGERING_NANOS);
            case HALT_ONCE -> {
                if (runs == 1) {
                    Runtime.getRuntime().halt(137);
                }
            }
            case HALT -> {
                if (!Boolean.getBoolean(IMMUNE)) {
                    Runtime.getRuntime().halt(137);
                }
            }
        }
    }
}
