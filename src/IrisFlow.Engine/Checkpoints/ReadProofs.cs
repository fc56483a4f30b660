namespace IrisFlow.Engine.Checkpoints;

/// <summary>Answers for all rows that a step goes through batch by batch: what the step made counts only when all of them are proven.</summary>
internal sealed class ReadProofs : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ProvenRows.Reading> _readings = [];

    /// <summary>The value of an input, its rows watched.</summary>
    public object Watch(object value) => value is Table table ? table.Watched(Watch) : value;

    /// <summary>Reads what is left where the step stopped early.</summary>
    /// <exception cref="IrisFlowException">The checkpoint is damaged, whether or not the step has taken notice.</exception>
    public void Complete()
    {
        foreach (var reading in All())
        {
            reading.Complete();
        }
    }

    public void Dispose() => Array.ForEach(All(), r => r.Close());

    private ProvenRows.Reading[] All()
    {
        lock (_lock)
        {
            return [.. _readings];
        }
    }

    private IEnumerable<Table> Watch(IEnumerable<Table> rows)
    {
        if (rows is ProvenRows proven)
        {
            proven.Answerable = Add;
        }

        return rows;
    }

    private void Add(ProvenRows.Reading reading)
    {
        lock (_lock)
        {
            _readings.Add(reading);
        }
    }
}
