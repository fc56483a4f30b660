namespace IrisFlow;

/// <summary>The rule that a parameter which names columns names columns that are there, with a type that fits.</summary>
internal static class ColumnRules
{
    public static void Check(
        ActivityDescriptor descriptor, Activity activity, Step step, IReadOnlyDictionary<string, Shape> known, StepShapes shapes)
    {
        foreach (var parameter in descriptor.Parameters.Where(p => p.Column is not null))
        {
            var port = descriptor.Inputs.First(i => i.Property.Name == parameter.Column!.Port);
            if (!step.From.TryGetValue(port.Name, out var source))
            {
                continue;
            }

            var shape = known.GetValueOrDefault(source, Shape.Unknown);
            IEnumerable<string> names = parameter.Property.GetValue(activity) switch
            {
                string one => [one],
                IEnumerable<string> several => several,
                IReadOnlyDictionary<string, string> byColumn => byColumn.Keys,
                _ => [],
            };
            foreach (var name in names)
            {
                shapes.Needs(shape, source, name, parameter.Name, parameter.Column!.Types);
            }
        }
    }
}
