package example.faces;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * MediaPipe's BlazeFace for the back camera, 256×256 pixels. The network answers for 896 anchors: two in each of 16×16 cells
 * and six in each of 8×8. Thread-safe.
 */
final class BlazeFace {

    /** The side of its input, in pixels. */
    static final int SIDE = 256;

    private static final String MODEL = "/face_detection_back_256x256_barracuda.onnx";
    private static final int VALUES = 16;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;

    BlazeFace() {
        try (InputStream model = BlazeFace.class.getResourceAsStream(MODEL);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (model == null) {
                throw new IllegalStateException("found no " + MODEL + " in the jar; run ./fetch-model.sh before mvn package");
            }
            // Jobs run in parallel already.
            options.setIntraOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            session = environment.createSession(model.readAllBytes(), options);
            input = session.getInputNames().iterator().next();
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("the model of the face detector cannot be loaded", e);
        }
    }

    /**
     * Looks at a square.
     *
     * @param pixels red, green and blue of each pixel, -1 to 1, row by row
     * @param least the least score of a face
     * @return faces in pixels of the square, also several of one person
     */
    List<Face> find(float[] pixels, double least) throws OrtException {
        long[] shape = {1, SIDE, SIDE, 3};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            List<Face> faces = new ArrayList<>();
            add(faces, values(result, "Identity:0"), values(result, "Identity_2:0"), 16, 2, least);
            add(faces, values(result, "Identity_1:0"), values(result, "Identity_3:0"), 8, 6, least);
            return faces;
        }
    }

    private static FloatBuffer values(OrtSession.Result result, String name) throws OrtException {
        OnnxTensor tensor = (OnnxTensor) result.get(name)
                .orElseThrow(() -> new IllegalStateException("the model has no output " + name));
        return tensor.getFloatBuffer();
    }

    private static void add(
            List<Face> faces, FloatBuffer scores, FloatBuffer boxes, int cells, int anchors, double least) {
        for (int i = 0; i < cells * cells * anchors; i++) {
            double score = 1 / (1 + Math.exp(-scores.get(i)));
            if (score >= least) {
                int cell = i / anchors;
                double x = (cell % cells + 0.5) * SIDE / cells + boxes.get(i * VALUES);
                double y = (cell / cells + 0.5) * SIDE / cells + boxes.get(i * VALUES + 1);
                double width = boxes.get(i * VALUES + 2);
                double height = boxes.get(i * VALUES + 3);
                faces.add(new Face(x - width / 2, y - height / 2, width, height, score));
            }
        }
    }
}
