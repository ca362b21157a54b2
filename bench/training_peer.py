# Contenders of training.mjs in Python, one thread: `lean`, CTGAN's step in PyTorch with the same savings as ours; `ctgan`, the fit
# loop of PyPI's ctgan itself; `tvae`, PyPI's TVAE step in a plain loop. Speaks like training-ours.mjs: steps in, milliseconds out.
# usage: python training_peer.py {lean,ctgan,tvae}, with torch and ctgan installed
import resource, sys, time
import numpy as np
import torch

F = torch.nn.functional
torch.set_num_threads(1)
torch.manual_seed(0)
np.random.seed(0)
CARDS = [9, 16, 7, 15, 6, 5, 2, 42, 2]
SEGMENTS = [s for _ in range(6) for s in (('tanh', 1), ('softmax', 10))] + [('softmax', c) for c in CARDS]
ROWS, BATCH, NOISE, PACK = 32561, 500, 128, 10
WIDTH, COND = sum(n for _, n in SEGMENTS), sum(CARDS)
PACKS = BATCH // PACK


def rows(dtype, count=ROWS):
    data, at = np.zeros((count, WIDTH), dtype), 0
    for kind, n in SEGMENTS:
        if kind == 'tanh': data[:, at] = np.random.rand(count) * 1.6 - 0.8
        else: data[np.arange(count), at + np.random.randint(0, n, count)] = 1
        at += n
    return data


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def serve(step):
    print('ready', flush=True)
    for line in sys.stdin:
        steps, start, before = int(line), time.perf_counter(), processor()
        for _ in range(steps): step()
        print((time.perf_counter() - start) / steps * 1e3, (processor() - before) / steps * 1e3, flush=True)


def lean():
    data, eye = torch.from_numpy(rows('float32')), torch.eye(COND)
    weights = {'g': [], 'd': []}

    def linear(net, i, o):
        bound = 1 / np.sqrt(i)
        pair = [((torch.rand(*s) * 2 - 1) * bound).requires_grad_() for s in ((i, o), (o,))]
        weights[net] += pair
        return lambda x: torch.addmm(pair[1], x, pair[0])

    blocks, inputs = [], NOISE + COND
    for _ in range(2):
        norm = [torch.ones(256, requires_grad=True), torch.zeros(256, requires_grad=True)]
        blocks.append((linear('g', inputs, 256), norm))
        weights['g'] += norm
        inputs += 256
    out = linear('g', inputs, WIDTH)
    first, second, last = linear('d', PACK * (WIDTH + COND), 256), linear('d', 256, 256), linear('d', 256, 1)
    first_weight = weights['d'][0]
    optimizers = {n: torch.optim.Adam(weights[n], lr=2e-4, betas=(0.5, 0.9), weight_decay=1e-6) for n in 'gd'}

    def generate(h):
        for layer, norm in blocks:
            h = torch.cat([F.relu(F.batch_norm(layer(h), None, None, *norm, True)), h], 1)
        return out(h)

    kinds, widths = zip(*SEGMENTS)

    def activate(x):
        gumbel = -torch.log(torch.empty_like(x).exponential_())
        parts = zip(kinds, x.split(widths, 1), gumbel.split(widths, 1))
        return torch.cat([a.tanh() if kind == 'tanh' else ((a + g) * 5).softmax(1) for kind, a, g in parts], 1)

    def judge(h):
        h = F.dropout(F.leaky_relu(h, 0.2), 0.5)
        return last(F.dropout(F.leaky_relu(second(h), 0.2), 0.5))

    def update(net, loss):
        for p, g in zip(weights[net], torch.autograd.grad(loss, weights[net])): p.grad = g
        optimizers[net].step()

    def step():
        c1, c2, c3 = (eye[torch.randint(0, COND, (BATCH,))] for _ in range(3))
        real = data[torch.randint(0, ROWS, (BATCH,))]
        with torch.no_grad():
            fake = torch.cat([activate(generate(torch.cat([torch.randn(BATCH, NOISE), c1], 1))), c1], 1)
        h = first(torch.cat([fake.view(PACKS, -1), torch.cat([real, c2], 1).view(PACKS, -1)], 0))
        between = torch.lerp(h[:PACKS], h[PACKS:], torch.rand(PACKS, 1))
        slope, = torch.autograd.grad(judge(between).sum(), between, create_graph=True)
        penalty = (((slope @ first_weight.T).norm(2, dim=1) - 1) ** 2).mean() * 10
        y = judge(h)
        update('d', penalty + y[:PACKS].mean() - y[PACKS:].mean())
        logits = generate(torch.cat([torch.randn(BATCH, NOISE), c3], 1))
        y = judge(first(torch.cat([activate(logits), c3], 1).view(PACKS, -1)))
        chances = torch.cat([a.log_softmax(1) for a in logits[:, WIDTH - COND:].split(CARDS, 1)], 1)
        update('g', -y.mean() - (chances * c3).sum() / BATCH)

    serve(step)


def spans():
    from ctgan.data_transformer import SpanInfo
    return [[SpanInfo(1, 'tanh'), SpanInfo(10, 'softmax')] for _ in range(6)] + [[SpanInfo(c, 'softmax')] for c in CARDS]


def ctgan():
    import ctgan.synthesizers.ctgan as module
    import pandas as pd

    class Transformed:  # in place of the transformation, which is no part of a step
        output_info_list, output_dimensions = spans(), WIDTH
        fit = lambda self, *_: None
        transform = lambda self, *_: rows('float64', 5000)

    class Epochs:  # ten steps each
        def __init__(self, epochs, **_): self.epochs = epochs
        def set_description(self, *_): pass
        def __iter__(self):
            print('ready', flush=True)
            for line in sys.stdin:
                start, before, epochs = time.perf_counter(), processor(), max(1, int(line) // 10)
                for _ in range(epochs): yield 0
                print((time.perf_counter() - start) / epochs * 100, (processor() - before) / epochs * 100, flush=True)

    module.DataTransformer, module.tqdm = Transformed, Epochs
    model = module.CTGAN(epochs=10 ** 9, batch_size=BATCH, enable_gpu=False)
    model._validate_discrete_columns = model._validate_null_data = lambda *_: None
    model.fit(pd.DataFrame({'a': [0]}), ())


def tvae():
    from ctgan.synthesizers.tvae import Decoder, Encoder, _loss_function
    data, info = torch.from_numpy(rows('float32')), spans()
    encoder, decoder = Encoder(WIDTH, (128, 128), 128), Decoder(128, (128, 128), WIDTH)
    optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], weight_decay=1e-5)

    def step():
        real = data[torch.randint(0, ROWS, (BATCH,))]
        optimizer.zero_grad()
        mean, deviation, log_variance = encoder(real)
        made, sigma = decoder(torch.randn_like(deviation) * deviation + mean)
        parts = _loss_function(made, real, sigma, mean, log_variance, info, 2)
        (parts[0] + parts[1]).backward()
        optimizer.step()
        decoder.sigma.data.clamp_(0.01, 1.0)

    serve(step)


{'lean': lean, 'ctgan': ctgan, 'tvae': tvae}[sys.argv[1]]()
