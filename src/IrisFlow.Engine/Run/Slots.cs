using System.Collections.Concurrent;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Run;

/// <summary>What is at each address while a run goes on: the content's digest, and the value as long as someone will still read it.</summary>
internal sealed class Slots(CheckpointStore checkpoints, Catalog catalog)
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new();

    /// <summary>Puts known content at an address, to be read from its checkpoint when someone asks.</summary>
    public void Put(string address, OutputRecord output, PortKind kind) => _slots[address] = new(output, kind, null);

    /// <summary>Puts a value at an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="output">What is there.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="value">The value.</param>
    /// <param name="file">The file that the value is read from where it is too large for memory.</param>
    public void Put(string address, OutputRecord output, PortKind kind, object value, StagedObject? file) => _slots[address] = new(output, kind, value) { File = file };

    /// <summary>The content at an address, or null while it is not known.</summary>
    public OutputRecord? OutputAt(string address) => _slots.GetValueOrDefault(address)?.Output;

    /// <summary>The value at an address, read from its checkpoint where it is not in memory.</summary>
    /// <exception cref="IrisFlowException">The checkpoint can't be read.</exception>
    public object Read(string address)
    {
        var slot = _slots[address];
        lock (slot)
        {
            return slot.Value ??= slot.Kind.FromTable(checkpoints.Read(slot.Output.Digest), catalog);
        }
    }

    /// <summary>The file that a value is read from which was too large for memory; null for any other.</summary>
    public StagedObject? FileAt(string address) => _slots.GetValueOrDefault(address)?.File;

    /// <summary>The same as a table.</summary>
    public Table TableAt(string address) => _slots[address].Kind.ToTable(Read(address));

    /// <summary>Lets go of a value that is stored: memory must not grow with the number of finished steps.</summary>
    public void Forget(string address)
    {
        if (_slots.TryGetValue(address, out var slot))
        {
            lock (slot)
            {
                slot.Value = null;
            }
        }
    }

    private sealed class Slot(OutputRecord output, PortKind kind, object? value)
    {
        public OutputRecord Output => output;

        public PortKind Kind => kind;

        public StagedObject? File { get; init; }

        public object? Value { get; set; } = value;
    }
}
