package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.image.Box;
import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.Fit;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Layout;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Placeholder;
import io.follow.gateway.image.RenditionSet;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.steps.pipeline.HeldPixels.Decoded;
import io.follow.gateway.steps.pipeline.HeldPixels.Part;
import io.follow.gateway.storage.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one job hand to each other: the body of the exchange from {@code checkJob} on. Each step fills in its
 * own part; the order is the route's. It belongs to one exchange, which only one thread at a time works on, and gives its
 * memory back when the exchange is done. A copy of the exchange, as {@code wireTap}, {@code multicast} and {@code split}
 * make it, has a work of its own: what the steps of one branch make, no other branch sees.
 */
public final class ImageWork {

    private static final String PROPERTY = "GatewayImageWork";

    /** 256 by 256: a stage takes less than a millisecond or two, of which a change of threads would be a part. */
    private static final long SMALL_PIXELS = 1 << 16;

    private static final int SMALL_BYTES = 1 << 16;

    private final String pipeline;
    private final ImageJob job;
    private final Map<String, String> fields;
    private final OutputOptions output;
    private final List<RenditionTarget> renditions;
    private final List<PictureOperation> operationsBeforeCrop;
    private final List<PictureOperation> operations;
    private final StageListener listener;
    private final StepTimes times;
    private final long timeLimitNanos;
    private final HeldPixels pixels;
    private final Synchronization completion = new SynchronizationAdapter() {
        @Override
        public void onDone(Exchange done) {
            pixels.end();
        }
    };

    private long spentNanos;

    private @Nullable Source source;
    private @Nullable Part sourceAgain;
    private boolean animated;
    private boolean firstFrameOnly;
    private List<Layout> layouts = List.of();
    private @Nullable Placeholder placeholder;
    private @Nullable Encoded encoded;
    private List<Encoded> encodedRenditions = List.of();
    private @Nullable Stored stored;
    private List<Stored> storedRenditions = List.of();

    /**
     * The raw image and what its header says. A carrier, never compared, so the array does no harm.
     *
     * @param bytes the file; none any more once the picture is encoded, and none while the job waits for its next try
     * @param size how many they were
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Source(byte[] bytes, int size, ImageHeader header) {}

    /** The processed image; a carrier like {@link Source}. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Encoded(byte[] bytes, EncodeOptions options, int width, int height) {}

    /** Where the processed image is. */
    public record Stored(StorageKey key, StoredObject object) {}

    private ImageWork(
            Exchange exchange,
            ImageJob job,
            OutputOptions output,
            List<RenditionTarget> renditions,
            Duration timeLimit,
            StageListener listener) {
        Delivery delivery = Delivery.of(exchange);
        this.pipeline = delivery == null ? PipelineNaming.IMAGE : PipelineNaming.of(delivery);
        this.fields = delivery == null ? Map.of() : delivery.fields();
        this.job = job;
        this.output = output;
        this.renditions = renditions;
        this.operationsBeforeCrop = new ArrayList<>();
        this.operations = new ArrayList<>();
        this.listener = listener;
        this.times = new StepTimes(pipeline, listener);
        this.timeLimitNanos = timeLimit.toNanos();
        this.pixels = new HeldPixels();
    }

    /** The work of a branch, as far as the original has come. */
    private ImageWork(ImageWork original) {
        this.pipeline = original.pipeline;
        this.job = original.job;
        this.fields = original.fields;
        this.output = original.output;
        this.renditions = original.renditions;
        this.operationsBeforeCrop = new ArrayList<>(original.operationsBeforeCrop);
        this.operations = new ArrayList<>(original.operations);
        this.listener = original.listener;
        this.times = new StepTimes(original.times);
        this.timeLimitNanos = original.timeLimitNanos;
        this.pixels = original.pixels.branch();
        this.spentNanos = original.spentNanos;
        this.source = original.source;
        this.sourceAgain = original.sourceAgain;
        this.animated = original.animated;
        this.firstFrameOnly = original.firstFrameOnly;
        this.layouts = original.layouts;
        this.placeholder = original.placeholder;
        this.encoded = original.encoded;
        this.encodedRenditions = original.encodedRenditions;
        this.stored = original.stored;
        this.storedRenditions = original.storedRenditions;
    }

    /** Begins the work on a job; whatever it holds is given back when the exchange is done. */
    static ImageWork begin(
            Exchange exchange,
            ImageJob job,
            OutputOptions output,
            List<RenditionTarget> renditions,
            Duration timeLimit) {
        return begin(exchange, job, output, renditions, timeLimit, StageListener.NONE);
    }

    /**
     * The same.
     *
     * @param listener is told what the steps do
     */
    static ImageWork begin(
            Exchange exchange,
            ImageJob job,
            OutputOptions output,
            List<RenditionTarget> renditions,
            Duration timeLimit,
            StageListener listener) {
        ImageWork work = new ImageWork(exchange, job, output, renditions, timeLimit, listener);
        work.belongTo(exchange);
        return work;
    }

    /**
     * Gives a copy of an exchange a work of its own, if it carries one. The thread that works on the original calls it, so
     * that the pixels are there as long as the branch needs them, however long the original takes.
     */
    static void branch(Exchange copy) {
        Message message = copy.getMessage();
        ImageWork inBody = message.getBody() instanceof ImageWork work ? work : null;
        ImageWork original = inBody == null ? of(copy) : inBody;
        if (original != null) {
            ImageWork branch = new ImageWork(original);
            branch.belongTo(copy);
            if (inBody != null) {
                message.setBody(branch);
            }
        }
    }

    /** Gives back what a copy holds that was never run, for instance after a failure of the branch before it. */
    static void endUnlessBegun(Exchange copy) {
        ImageWork work = of(copy);
        if (work != null
                && copy.getUnitOfWork() == null
                && copy.getExchangeExtension().containsOnCompletion(work.completion)) {
            work.pixels.end();
        }
    }

    private void belongTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        exchange.getExchangeExtension().addOnCompletion(completion);
    }

    /** The work of an exchange, also when its body has become something else; null before {@code checkJob}. */
    static @Nullable ImageWork of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, ImageWork.class);
    }

    /** The name of the pipeline that the job is in. */
    public String pipeline() {
        return pipeline;
    }

    /** The job; not named {@code job}, which in a route means {@link #getJob()}. */
    public ImageJob imageJob() {
        return job;
    }

    /** The fields of the job's entry. */
    public Map<String, String> getJob() {
        return fields;
    }

    /** The width of the raw image in pixels, after its orientation is applied. */
    public int getWidth() {
        return source().header().orientedWidth();
    }

    /** The height of the raw image in pixels, after its orientation is applied. */
    public int getHeight() {
        return source().header().orientedHeight();
    }

    /** The pixels of the raw image, width × height. */
    public long getPixels() {
        return source().header().pixels();
    }

    /** The format of the raw image in lower case, for instance {@code jpeg}. */
    public String getFormat() {
        return source().header().format().name().toLowerCase(Locale.ROOT);
    }

    /** The size of the raw image in bytes. */
    public int getBytes() {
        return source().size();
    }

    /** The resolved options of the processed image. */
    OutputOptions output() {
        return output;
    }

    /** The further sizes asked for, in their order. */
    List<RenditionTarget> renditions() {
        return renditions;
    }

    /**
     * Adds an operation that {@code resize} applies to the processed image and to each rendition after it is scaled and
     * cropped, so that it works on few pixels. A step calls this before {@code decode}, which waits for the memory of all
     * operations.
     */
    public void add(PictureOperation operation) {
        checkNotDecoded("a step that changes pixels");
        operations.add(operation);
    }

    /** @param step what needs memory that {@code decode} waits for */
    private void checkNotDecoded(String step) {
        if (pixels.get() != null) {
            throw new IllegalStateException(step + " must come before decode in the route");
        }
    }

    /**
     * The operations on whole pictures, as soon as they are scaled: before the crop of each and before all others. They must
     * keep the size. A step may change the list.
     */
    List<PictureOperation> operationsBeforeCrop() {
        return operationsBeforeCrop;
    }

    /** Forgets the pictures that were made so far: with other operations, none of them may be stored. */
    void forgetPictures() {
        dropPixels();
        this.placeholder = null;
        this.layouts = List.of();
        this.encoded = null;
        this.encodedRenditions = List.of();
    }

    /** The memory for the operations before the crop of a picture, in bytes. */
    long bytesBeforeCrop(Layout layout) {
        return operationsBeforeCrop.stream()
                .mapToLong(operation -> operation.bytesNeeded(layout.scaled()))
                .sum();
    }

    /** The operations in the order in which they are applied. */
    List<PictureOperation> operations() {
        return operations;
    }

    public StepTimes times() {
        return times;
    }

    StageListener listener() {
        return listener;
    }

    /** What is left of the time that the stages of one image may take; waiting does not count. */
    Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, timeLimitNanos - spentNanos));
    }

    /** Adds the time since {@code since} (of {@link System#nanoTime()}) to what the stages have taken. */
    void spent(long since) {
        spentNanos += System.nanoTime() - since;
    }

    public @Nullable Source sourceIfRead() {
        return source;
    }

    public Source source() {
        return present(source, "readSource");
    }

    /** Takes the raw image; {@code again} reads it once more after it was given back. */
    void source(Source read, Part again) {
        if (source == null) {
            listener.sourceRead(pipeline, read.size(), read.header().pixels());
        }
        this.source = read;
        this.sourceAgain = again;
    }

    /** Reads the raw image again if it was given back. */
    void restoreSource() throws JobException {
        Part again = sourceAgain;
        if (again != null && source().bytes().length == 0) {
            again.make(this);
        }
    }

    /** Whether a stage is over so soon that a change to another thread and back would count. */
    boolean isSmall() {
        Source read = source;
        return read != null
                && !animated
                && read.header().pixels() <= SMALL_PIXELS
                && read.size() <= SMALL_BYTES
                && isSmall(output)
                && renditions.stream().allMatch(rendition -> isSmall(rendition.options()));
    }

    /** Only a canvas can have more pixels than the raw image. */
    private static boolean isSmall(OutputOptions options) {
        Box box = options.box();
        return box.fit() != Fit.CONTAIN || (long) box.width() * box.height() <= SMALL_PIXELS;
    }

    Decoded decoded() {
        return present(pixels.get(), "decode");
    }

    /** Takes the pixels; {@code again} makes them once more after they were given back. */
    void decoded(Decoded decoded, Part again) {
        // Another attempt at these steps makes them anew.
        this.encoded = null;
        this.encodedRenditions = List.of();
        pixels.take(decoded, again);
    }

    /** Takes the sizes made of the decoded picture, which is not needed from here on; {@code again} makes them of it. */
    void resized(RenditionSet pictures, Lease lease, Part again) {
        pixels.resized(decoded(), pictures, lease, again);
    }

    /** The bytes of memory that this image holds in the exchanges of which this one is a branch. */
    long heldByOriginals() {
        return pixels.heldByOriginals();
    }

    /** Makes the pixels again, as far as they had come, if they were given back. */
    void restorePixels() throws JobException {
        pixels.restore(this);
    }

    /** Runs a step that decodes the picture for itself and frees it; later steps continue with the pixels from before. */
    void runAside(Part step) throws JobException {
        pixels.runAside(this, step);
    }

    /**
     * Does what a step does. Pixels and raw bytes are given back when it fails and is to be tried again: a job that waits
     * for its next try must hold no memory that another one needs. The next try does their steps again and has the whole
     * time of the image for it.
     */
    void holdingNothingAfterFailure(Part step) throws JobException {
        boolean keeps = false;
        try {
            step.make(this);
            keeps = true;
        } catch (JobException e) {
            // A final error ends the job at once; a stage past its limit may still be at work on the pixels.
            keeps = !e.isRetried();
            throw e;
        } finally {
            if (!keeps) {
                dropPixels();
                dropRawBytes();
                spentNanos = 0;
            }
        }
    }

    private void dropRawBytes() {
        Source raw = source;
        if (raw != null) {
            this.source = new Source(new byte[0], raw.size(), raw.header());
        }
    }

    /** Gives back pixels and their memory. */
    void dropPixels() {
        pixels.drop();
    }

    /** Keeps all frames of the raw image; until then, its first one counts. */
    void keepAnimation() {
        checkNotDecoded("the step animation");
        this.animated = true;
    }

    /** Takes the first frame of an animation even if a step keeps all of them. */
    void takeFirstFrame() {
        this.firstFrameOnly = true;
    }

    boolean keepsAnimation() {
        return animated && !firstFrameOnly;
    }

    /** How each frame becomes the processed image, and then each rendition, once the first one was resized. */
    List<Layout> layouts() {
        return layouts;
    }

    void layouts(List<Layout> used) {
        this.layouts = List.copyOf(used);
    }

    /** What the result says of the picture until it is loaded; null without the step {@code placeholder}. */
    @Nullable
    Placeholder placeholder() {
        return placeholder;
    }

    void placeholder(Placeholder made) {
        this.placeholder = made;
    }

    public @Nullable Encoded encodedIfThere() {
        return encoded;
    }

    public Encoded encoded() {
        return present(encoded, "encode");
    }

    /** Takes the processed image and its further sizes; the raw bytes and the pixels are not needed from here on. */
    void encoded(Encoded main, List<Encoded> further) {
        this.encoded = main;
        this.encodedRenditions = List.copyOf(further);
        dropRawBytes();
        dropPixels();
    }

    public Stored stored() {
        return present(stored, "store");
    }

    void stored(Stored object, List<Stored> further) {
        this.stored = object;
        this.storedRenditions = List.copyOf(further);
    }

    /** One for each of {@link #renditions()}, once encoded. */
    List<Encoded> encodedRenditions() {
        return encodedRenditions;
    }

    /** One for each of {@link #renditions()}, once stored. */
    List<Stored> storedRenditions() {
        return storedRenditions;
    }

    private static <T> T present(@Nullable T part, String step) {
        if (part == null) {
            throw new IllegalStateException("the step " + step + " must come before this one in the route");
        }
        return part;
    }
}
