namespace IrisFlow.Engine.Run;

/// <summary>What is asked of the steps of a part of a sweep or map.</summary>
internal static class Part
{
    /// <summary>All figures as <c>step.name</c>.</summary>
    public static List<KeyValuePair<string, double>> Metrics(IEnumerable<StepRecord> steps) =>
        [.. steps.SelectMany(s => s.Metrics.Select(m => KeyValuePair.Create($"{s.Name}.{m.Key}", m.Value)))];

    /// <summary>The output at an address, or null.</summary>
    public static OutputRecord? OutputAt(IEnumerable<StepRecord> steps, string address)
    {
        var (name, port) = Address.Split(address);
        return steps.FirstOrDefault(s => s.Name == name)?.Outputs.FirstOrDefault(o => o.Port == port);
    }
}
