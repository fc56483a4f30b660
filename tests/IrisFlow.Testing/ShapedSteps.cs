namespace IrisFlow.Testing;

/// <summary>Asks wired activities for their shapes, one after the other, as an engine does before it reads any data.</summary>
public sealed class ShapedSteps
{
    private readonly Dictionary<string, Shape> _known = [];

    /// <summary>Describes an activity as a step; what is wired to it has been added before.</summary>
    public StepShapes Add(string step, Activity activity)
    {
        ActivityDescriptor.Of(activity.GetType()).BindOutputs(activity, step);
        var shapes = new StepShapes(step, _known, new(Directory.GetCurrentDirectory(), new Catalog(activity.GetType().Assembly), new TableFormats([])));
        activity.Describe(shapes);
        foreach (var (port, shape) in shapes.Outputs)
        {
            _known[$"{step}.{port}"] = shape;
        }

        return shapes;
    }
}
