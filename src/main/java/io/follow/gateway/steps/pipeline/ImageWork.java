package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one job, shared by its steps: the body of the exchange from {@code checkJob} on. The getters are facts for the
 * expressions of routes, such as {@code ${body.width}}. Belongs to one exchange, and is used by one thread at a time; each
 * branch of a route has its own, see {@link WorkOwner}.
 */
public final class ImageWork {

    private final ImageRequest request;
    private final StageListener listener;
    private final StepTimes times;
    private final TimeBudget time;
    private final PictureOperations operations;
    private final Frames frames;
    private final HeldSource source;
    private final HeldPixels pixels;
    private final WorkResults results;
    private final RouteRuns routeRuns;

    ImageWork(ImageRequest request, Duration timeLimit, StageListener listener) {
        this.request = request;
        this.listener = listener;
        this.times = new StepTimes(request.pipeline(), listener);
        this.time = new TimeBudget(timeLimit);
        this.operations = new PictureOperations();
        this.frames = new Frames();
        this.source = new HeldSource();
        this.pixels = new HeldPixels();
        this.results = new WorkResults();
        this.routeRuns = new RouteRuns();
    }

    private ImageWork(ImageWork original) {
        this.request = original.request;
        this.listener = original.listener;
        this.times = new StepTimes(original.times);
        this.time = new TimeBudget(original.time);
        this.operations = new PictureOperations(original.operations);
        this.frames = new Frames(original.frames);
        this.source = new HeldSource(original.source);
        this.pixels = original.pixels.branch();
        this.results = new WorkResults(original.results);
        this.routeRuns = new RouteRuns(original.routeRuns);
    }

    /** The work of a branch, which starts with the current state of this one. */
    ImageWork branch() {
        return new ImageWork(this);
    }

    /** Frees everything when the exchange is done. */
    void end() {
        pixels.end();
    }

    /** The name of the pipeline of the job. */
    public String pipeline() {
        return request.pipeline();
    }

    /** The job; not named {@code job}, which in a route means {@link #getJob()}. */
    public ImageJob imageJob() {
        return request.job();
    }

    /** The fields of the job's entry. */
    public Map<String, String> getJob() {
        return request.fields();
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

    /** The format of the raw image in lower case, such as {@code jpeg}. */
    public String getFormat() {
        return source().header().format().name().toLowerCase(Locale.ROOT);
    }

    /** The size of the raw image in bytes. */
    public int getBytes() {
        return source().size();
    }

    /** The resolved options of the processed image. */
    OutputOptions output() {
        return request.output();
    }

    /** The requested renditions, in their order. */
    List<RenditionTarget> renditions() {
        return request.renditions();
    }

    StageListener listener() {
        return listener;
    }

    public StepTimes times() {
        return times;
    }

    TimeBudget time() {
        return time;
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

    PictureOperations operations() {
        return operations;
    }

    /** Keeps all frames of an animation. */
    void keepAnimation() {
        checkNotDecoded("the step animation");
        frames.keepAll();
    }

    Frames frames() {
        return frames;
    }

    /** @param step the step whose memory {@code decode} waits for */
    private void checkNotDecoded(String step) {
        if (pixels.get() != null) {
            throw new IllegalStateException(step + " must come before decode in the route");
        }
    }

    public SourceImage source() {
        return required(source.get(), "readSource");
    }

    /**
     * Takes the raw image.
     *
     * @param again reads it once more after its bytes were dropped
     * @param from where its bytes go when they are no longer used
     */
    void source(SourceImage read, WorkStep again, SourceBuffers from) {
        if (source.get() == null) {
            listener.sourceRead(pipeline(), read.size(), read.header().pixels());
        }
        source.take(read, again, from);
    }

    HeldSource heldSource() {
        return source;
    }

    /** Not named {@code pixels}, which in a route means {@link #getPixels()}. */
    HeldPixels heldPixels() {
        return pixels;
    }

    DecodedPicture decoded() {
        return required(pixels.get(), "decode");
    }

    /** Takes the decoded picture; {@code again} decodes it once more after it was dropped. */
    void decoded(DecodedPicture decoded, WorkStep again) {
        results.forgetEncoded();
        pixels.take(decoded, again);
    }

    /** Makes the pixels again, up to the last step that changed them, if they were dropped. */
    void restorePixels() throws JobException {
        pixels.restore(this);
    }

    /** Whether the picture was decoded, even if its pixels are no longer needed. */
    boolean isDecoded() {
        return pixels.get() != null || results.encoded() != null;
    }

    RouteRuns routeRuns() {
        return routeRuns;
    }

    WorkResults results() {
        return results;
    }

    public EncodedImage encoded() {
        return required(results.encoded(), "encode");
    }

    /** Takes the encoded images. No later step needs the raw bytes and the pixels. */
    void encoded(EncodedImage main, List<EncodedImage> further) {
        results.encoded(main, further);
        source.giveBackBytes();
        pixels.drop();
    }

    public StoredImage stored() {
        return required(results.stored(), "store");
    }

    /** Forgets the pictures made so far: none of them may be stored when the operations have changed. */
    void forgetPictures() {
        pixels.drop();
        results.forgetPictures();
    }

    private static <T> T required(@Nullable T part, String step) {
        if (part == null) {
            throw new IllegalStateException("the step " + step + " must come before this one in the route");
        }
        return part;
    }
}
