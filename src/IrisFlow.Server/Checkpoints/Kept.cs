using System.Diagnostics.CodeAnalysis;

namespace IrisFlow.Server.Checkpoints;

/// <summary>What was computed lately, up to a weight in all; what was not asked for the longest goes first.</summary>
/// <param name="capacity">The most that is kept, in the unit of <paramref name="weigh"/>.</param>
/// <param name="weigh">What one value weighs.</param>
internal sealed class Kept<TKey, TValue>(long capacity, Func<TValue, long> weigh)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _found = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = [];
    private long _weight;

    /// <summary>What is kept under a key.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_found.TryGetValue(key, out var node))
            {
                _order.Remove(node);
                _order.AddFirst(node);
                value = node.Value.Value;
                return true;
            }

            value = default;
            return false;
        }
    }

    /// <summary>Keeps a value, unless it alone is too heavy.</summary>
    public void Keep(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (_found.Remove(key, out var old))
            {
                _order.Remove(old);
                _weight -= weigh(old.Value.Value);
            }

            var weight = weigh(value);
            if (weight > capacity)
            {
                return;
            }

            _found[key] = _order.AddFirst((key, value));
            for (_weight += weight; _weight > capacity; _order.RemoveLast())
            {
                _weight -= weigh(_order.Last!.Value.Value);
                _found.Remove(_order.Last.Value.Key);
            }
        }
    }
}
