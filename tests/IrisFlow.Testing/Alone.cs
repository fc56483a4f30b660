using System.Reflection;

namespace IrisFlow.Testing;

/// <summary>Runs one activity without an engine: inputs are given as values, outputs come back by port name.</summary>
public static class Alone
{
    /// <summary>Runs an activity whose inputs hold values.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="folder">Where relative paths start; the current folder by default.</param>
    /// <param name="formats">The table formats it may use.</param>
    /// <param name="assemblies">Where injected kinds are found, besides the activity's own assembly.</param>
    public static async Task<StepContext> RunAsync(
        Activity activity, string? folder = null, IEnumerable<TableFormat>? formats = null, params Assembly[] assemblies)
    {
        ActivityDescriptor.Of(activity.GetType()).BindOutputs(activity, "alone");
        var context = new StepContext(
            Environment(activity, folder, formats, assemblies),
            address => throw new InvalidOperationException($"Nothing is wired to '{address}': an activity alone is given values."));
        await activity.RunAsync(context);
        return context;
    }

    /// <summary>Runs an activity of a step that is cancelled already.</summary>
    public static Task RunCancelledAsync(Activity activity)
    {
        ActivityDescriptor.Of(activity.GetType()).BindOutputs(activity, "alone");
        return activity.RunAsync(new StepContext(
            Environment(activity, null, null, []),
            address => throw new InvalidOperationException($"Nothing is wired to '{address}': an activity alone is given values."),
            cancellation: new CancellationToken(canceled: true)));
    }

    /// <summary>Asks an activity for the shapes of its outputs.</summary>
    public static StepShapes Describe(
        Activity activity, string? folder = null, IEnumerable<TableFormat>? formats = null, params Assembly[] assemblies)
    {
        ActivityDescriptor.Of(activity.GetType()).BindOutputs(activity, "alone");
        var shapes = new StepShapes("alone", new Dictionary<string, Shape>(), Environment(activity, folder, formats, assemblies));
        activity.Describe(shapes);
        return shapes;
    }

    /// <summary>An output by port name.</summary>
    public static T Output<T>(this StepContext context, string port) => (T)context.Outputs[port];

    private static StepEnvironment Environment(Activity activity, string? folder, IEnumerable<TableFormat>? formats, Assembly[] assemblies) => new(
        folder ?? Directory.GetCurrentDirectory(),
        new Catalog(assemblies.Prepend(activity.GetType().Assembly).Distinct()),
        new TableFormats(formats ?? []));
}
