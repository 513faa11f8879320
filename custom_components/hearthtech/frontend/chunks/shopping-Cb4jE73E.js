import{t as e}from"./rolldown-runtime-DK3Fl9T5.js";import{B as t,C as n,H as r,L as i,R as a,V as o,W as s,a as c,c as l,d as ee,f as te,r as ne,s as re,t as u,z as d}from"./lit-ByipWQVB.js";import{G as f,H as p,S as ie,V as m,W as ae,_ as h,b as g,g as _,v,x as y,y as oe}from"./shared-B_kjcvt3.js";import{nt as se,ot as b,rt as x,st as ce}from"./icons-Cr88j4gc.js";import{Q as le,S as ue,et as S}from"./parts-BS337TDt.js";import{a as de,s as fe}from"./cards-CExJ7b5K.js";function C(e){let[,t,n,r]=/^(\d+(?:[.,]\d+)?)\s*(g|kg|ml|l)?\s+(.+)$/i.exec(e.trim())??[];return t===void 0||r===void 0?{name:e.trim()}:{name:r,amount:Number(t.replace(`,`,`.`)),...n?{unit:n.toLowerCase()}:{}}}var w=[`ean_13`,`ean_8`,`upc_a`,`upc_e`],pe=250,me=100;function T(){return window.BarcodeDetector}function E(){return navigator.mediaDevices?.getUserMedia!==void 0}async function D(){let e=T();if(e===void 0)return[];if(e.getSupportedFormats===void 0)return w;let t=await e.getSupportedFormats().catch(()=>[]);return w.filter(e=>t.includes(e))}var O=class{constructor(e){this.host=e,this.works=T()!==void 0&&E(),e.addController(this)}hostConnected(){D().then(e=>{let t=e.length>0&&E();t!==this.works&&(this.works=t,this.host.requestUpdate())})}get reason(){return window.isSecureContext?`shopping_scan_none`:`shopping_scan_plain`}};function k(e){let t=e.replace(/[\s-]/g,``);return/^(\d{8}|\d{12,14})$/.test(t)?[...t].reverse().reduce((e,t,n)=>e+Number(t)*(n%2==0?1:3),0)%10==0:!1}var he=class{constructor(e,t){this.read=t,this.digits=``,this.last=0,this.pressed=e=>{let[t]=e.composedPath(),n=t instanceof HTMLInputElement||t instanceof HTMLTextAreaElement;if((n||e.timeStamp-this.last>me)&&(this.digits=``),this.last=e.timeStamp,n||e.key===`Shift`)return;if(/^\d$/.test(e.key)){this.digits+=e.key;return}let{digits:r}=this;this.digits=``,e.key===`Enter`&&k(r)&&(e.preventDefault(),e.stopPropagation(),this.read(r))},e.addController(this)}hostConnected(){window.addEventListener(`keydown`,this.pressed,!0)}hostDisconnected(){window.removeEventListener(`keydown`,this.pressed,!0)}};function ge({name:e,amount:t,unit:n}){return t==null?e:`${t} ${n??``} ${e}`.replace(/\s+/g,` `)}var A=class extends t{constructor(...e){super(...e),this.scanning=!1,this.unknown=``,this.failed=``,this.stream=null,this.timer=0,this.turn=0,this.pressed=e=>{e.key===`Enter`&&e.composedPath()[0]instanceof HTMLInputElement&&this.named()},this.named=async()=>{let e=this.renderRoot.querySelector(`.name ht-field`)?.value.trim()??``;if(e===``)return;let t=C(e);try{await v(this.hass,`save_barcode`,{barcode:this.unknown,...t}),this.tell(t)}catch(e){await this.fail(e)}}}static{this.styles=[p,s` video{display:block;inline-size:100%;max-block-size:50dvh;border-radius:16px;object-fit:cover;background:#000}p{margin:var(--ht-space-2) 0;color:var(--ht-text-2)}.name{display:grid;gap:var(--ht-space-3)}`]}disconnectedCallback(){super.disconnectedCallback(),this.close()}async scan(){let e=T();if(e===void 0)return;this.close(),this.scanning=!0;let{turn:t}=this;try{let n=await navigator.mediaDevices.getUserMedia({video:{facingMode:`environment`}});if(await this.updateComplete,this.video===null||t!==this.turn){j(n);return}this.stream=n,this.video.srcObject=n,await this.video.play();let r=await D();t===this.turn&&this.watch(new e({formats:r}))}catch{if(t!==this.turn)return;this.stopCamera(),this.failed=this.locale.t(`shopping_no_camera`)}}async look(e){this.stopCamera(),this.scanning=!1,this.failed=``;try{let{product:t}=await oe(this.hass,`look_up_barcode`,{barcode:e});t===null?this.unknown=e:this.tell(t)}catch(e){await this.fail(e)}}render(){let{locale:e}=this,t=this.scanning||this.unknown!==``||this.failed!==``;return r`<ht-sheet .open=${t} heading=${e.t(this.unknown===``?`shopping_scan`:`shopping_unknown`)} .closeLabel=${e.t(`close`)} @closed=${()=>this.close()}
>
<ht-failure .text=${this.failed}></ht-failure>
${this.scanning&&this.failed===``?r`<video muted playsinline aria-label=${e.t(`shopping_scan`)}></video><p>${e.t(`shopping_scan_text`)}</p>`:o}
${this.unknown===``?o:r`<div class="name" @keydown=${this.pressed}>
<p>${e.t(`shopping_unknown_text`,{code:this.unknown})}</p>
<ht-field label=${e.t(`shopping_product`)} maxlength="100"></ht-field>
<ht-button kind="primary" label=${e.t(`shopping_product_keep`)} @click=${this.named}></ht-button>
</div>`}
</ht-sheet>`}watch(e){window.clearTimeout(this.timer),this.timer=window.setTimeout(async()=>{let{video:t}=this;if(t===null||this.stream===null)return;let n=(await e.detect(t).catch(()=>[])).map(({rawValue:e})=>e).find(k);n===void 0?this.watch(e):await this.look(n)},pe)}tell(e){this.close(),this.dispatchEvent(new CustomEvent(`product`,{detail:e}))}async fail(e){this.failed=this.locale.t(`failed`,{reason:await y(this.hass,this.locale,e)})}stopCamera(){window.clearTimeout(this.timer),j(this.stream),this.stream=null,this.turn+=1}close(){this.stopCamera(),this.scanning=!1,this.unknown=``,this.failed=``}};m([d({attribute:!1})],A.prototype,`hass`,void 0),m([d({attribute:!1})],A.prototype,`locale`,void 0),m([a()],A.prototype,`scanning`,void 0),m([a()],A.prototype,`unknown`,void 0),m([a()],A.prototype,`failed`,void 0),m([i(`video`)],A.prototype,`video`,void 0),A=m([f(`ht-barcode`)],A);function j(e){for(let t of e?.getTracks()??[])t.stop()}var _e=100,M=`hearthtech-shopping-change:`,N=`hearthtech-shopping-list`,P=`hearthtech-shopping-shop`;function F(e,t){let n=[...e];for(let e of t)if(e.words!==void 0){if(n.some(({id:t})=>t===e.item))continue;n.push({id:e.item,name:e.words,amounts:[],aisle:`other`,note:``,bought:!1,for:[],who:[],standing:!1})}else if(e.removed)n=n.filter(({id:t})=>t!==e.item);else if(e.bought!==void 0){let{bought:t}=e;n=n.map(n=>n.id===e.item?{...n,bought:t}:n)}return n}function ve(e,t){return{...e,items:F(e.items,t)}}function I(){return[...crypto.getRandomValues(new Uint8Array(16))].map(e=>e.toString(16).padStart(2,`0`)).join(``)}var ye=class{constructor(e=localStorage){this.storage=e,this.waiting=[],this.keys=new Map,this.refused=new Set,this.sending=!1,this.read()}read(){try{let e=new Map;for(let t=0;t<this.storage.length;t+=1){let n=this.storage.key(t),r=n?.startsWith(M)?B(this.storage,n):null;n!==null&&typeof r?.id==`string`&&e.set(n,r)}for(let[t,n]of this.keys)this.refused.has(t)&&e.set(t,n);this.keys=e}catch{}this.waiting=[...this.keys].sort(([e],[t])=>e<t?-1:1).map(([,e])=>e)}add(e){this.read();let t=[...this.keys.keys()].reduce((e,t)=>Math.max(e,be(t)),0),n=`${M}${Math.max(Date.now(),t+1)}:${e.id}`;V(this.storage,n,e)||this.refused.add(n),this.keys.set(n,e),this.waiting=[...this.waiting,e]}async flush(e){if(this.read(),this.sending||this.waiting.length===0)return!1;this.sending=!0;try{for(;this.waiting.length>0;){let t=this.waiting.slice(0,_e);await e(t),this.forget(new Set(t.map(({id:e})=>e)))}return!0}finally{this.sending=!1}}forget(e){for(let[t,{id:n}]of this.keys)if(e.has(n)){this.keys.delete(t),this.refused.delete(t);try{this.storage.removeItem(t)}catch{}}this.read()}};function be(e){return Number.parseInt(e.slice(27),10)||0}var L;function xe(){return L??=new ye,L}function R(e=localStorage){let t=B(e,N);return t!==null&&Array.isArray(t.items)&&Array.isArray(t.walk)?t:null}function z(e,t=localStorage){V(t,N,e)}function B(e,t){try{return JSON.parse(e.getItem(t)??`null`)}catch{return null}}function V(e,t,n){try{return e.setItem(t,JSON.stringify(n)),!0}catch{return!1}}function H(e,t,n,r){let i=t.shops.find(({id:e})=>e===n),a=i?.walk??t.walk,o=new Map,s=[];for(let t of e){if(t.bought&&!r.has(t.id)){s.push(t);continue}let e=i?.moved[t.id]??(t.aisle||`other`);o.set(e,[...o.get(e)??[],t])}let c=e=>a.includes(e)?a.indexOf(e):a.length;return{aisles:[...o].map(([e,t])=>({name:e,items:t})).sort((e,t)=>c(e.name)-c(t.name)||e.name.localeCompare(t.name)),bought:s}}function U(e,t){return new Intl.NumberFormat(e.language,{maximumFractionDigits:2}).format(t)}var Se={g:[`kilogram`,`gram`],ml:[`liter`,`milliliter`]};function W(e,t,n=!1){return t.amounts.filter(e=>e[0]!==null).map(([t,r])=>{let i=Se[r];if(i===void 0)return`${U(e,t)} ${r}`.trim();let a=t>=1e3;return new Intl.NumberFormat(e.language,{style:`unit`,unit:i[+!a],unitDisplay:n?`long`:`short`,maximumFractionDigits:2}).format(a?t/1e3:t)}).join(` + `)}var Ce=new Set([`vegetables`,`fruit`,`bread`,`protein`,`dairy`,`grains`,`canned`,`baking`,`flavor`,`world`,`breakfast`,`sweets`,`drinks`,`frozen`,`other`]);function G(e,t){return Ce.has(t)?e.t(`shopping_aisle_${t}`):t}function K(e,t,n){let i=W(e,t),a=[t.packages??``,t.note,t.for.length>0?e.t(`shopping_for`,{names:t.for.join(`, `)}):``,t.who.join(`, `)],s=[t.name,W(e,t,!0),t.packages??``,t.for.length>0?e.t(`shopping_for`,{names:t.for.join(`, `)}):``,t.note,e.t(t.bought?`shopping_is_bought`:`shopping_not_bought`)];return r`<li>
<button type="button" role="checkbox" aria-checked=${t.bought?`true`:`false`} aria-label=${s.filter(e=>e!==``).join(`, `)} data-id=${t.id} @click=${()=>n(t)}
>
<span class="box">${t.bought?r`<ht-icon .path=${re}></ht-icon>`:o}</span>
<span class="words">
<span class="name">${t.name}</span>
<span class="about">${a.filter(e=>e!==``).join(` · `)}</span>
</span>
<span class="amount digits">${i}</span>
</button>
</li>`}var we=3e3,q=class{constructor(e){this.host=e,this.staying=new Set,this.last=null,this.queue=xe(),this.wasConnected=!1,this.tick=e=>{let t=!e.bought;this.last=t?e:null,t&&(this.staying=new Set([...this.staying,e.id]),window.setTimeout(()=>{this.staying=new Set([...this.staying].filter(t=>t!==e.id)),this.host.requestUpdate()},we)),this.change({id:I(),item:e.id,bought:t})},this.undo=()=>{let{last:e}=this;this.last=null,e!==null&&this.change({id:I(),item:e.id,bought:!1})},this.pressed=e=>{e.key===`Enter`&&e.composedPath()[0]instanceof HTMLInputElement&&this.added()},this.added=()=>{let e=this.host.renderRoot.querySelector(`.add ht-field`),t=e?.value.trim()??``;e!==null&&t!==``&&(e.value=``,this.host.scanned!==void 0&&k(t)?this.host.scanned(t):this.add(t))},this.flush=async()=>{let{host:e}=this;try{await this.queue.flush(async t=>{await g(e.hass,`shopping/apply`,{changes:t}),e.shown!==null&&(e.shown=ve(e.shown,t))})&&await e.readList(),e.sendFailed(null)}catch(t){e.connected&&e.hass.connection.connected&&e.sendFailed(t)}e.requestUpdate()},this.stored=()=>{this.queue.read(),this.host.requestUpdate()},e.addController(this)}get waiting(){return this.queue.waiting}hostConnected(){this.wasConnected=!1,window.addEventListener(`storage`,this.stored)}hostDisconnected(){window.removeEventListener(`storage`,this.stored)}hostUpdated(){let{connected:e}=this.host;e&&!this.wasConnected&&this.flush(),this.wasConnected=e}add(e){this.change({id:I(),item:I(),words:e})}change(e){this.queue.add(e),this.host.requestUpdate(),this.host.connected&&this.flush()}},J=s` :host{display:flex;flex-direction:column;gap:var(--ht-space-3);max-inline-size:760px;margin-inline:auto}.top,.actions{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}.note{margin:4px 0 0;font-size:var(--ht-size-14);color:var(--ht-text-2)}.add{display:flex;align-items:flex-end;gap:var(--ht-space-2)}.add ht-field{flex:1}h3{margin:0 0 4px;font-size:var(--ht-size-14);font-weight:500;color:var(--ht-text-2)}ul{margin:0;padding:0;border:1px solid var(--ht-line);border-radius:var(--ht-radius);overflow:clip;background:var(--ht-surface);list-style:none}li:not(:first-child){border-block-start:1px solid var(--ht-line)}li button{display:flex;align-items:center;gap:var(--ht-space-3);inline-size:100%;min-block-size:56px;padding:8px 16px;border:0;font:inherit;line-height:1.35;text-align:start;color:var(--ht-text);background:transparent;cursor:pointer;-webkit-tap-highlight-color:transparent}li button:focus-visible{outline-offset:-3px}.box{display:grid;flex:none;place-items:center;inline-size:28px;block-size:28px;border:2px solid var(--ht-outline);border-radius:50%;color:var(--ht-on-accent);--ht-icon-size:20px}[aria-checked="true"] .box{border-color:transparent;background:var(--ht-accent)}[aria-checked="true"] .name{color:var(--ht-text-2);text-decoration:line-through}.words{flex:1 1 auto;min-inline-size:0;overflow-wrap:anywhere}.name{display:block}.about{font-size:var(--ht-size-14);color:var(--ht-text-2)}.amount{flex:none;max-inline-size:45%;font-weight:500;text-align:end}ht-barcode{position:absolute}.ways{display:flex;flex-direction:column;align-items:flex-start;gap:var(--ht-space-2);padding-block-start:var(--ht-space-3);border-block-start:1px solid var(--ht-line)}.ways h3,.ways .note{margin:0}.ways a{display:inline-flex;align-items:center;gap:var(--ht-space-2);min-block-size:48px;color:var(--ht-text)}.undo{position:sticky;inset-block-end:72px;display:flex;justify-content:center}.undo ht-button{border-radius:24px;background:var(--ht-raised);box-shadow:0 2px 12px rgb(0 0 0 / 30%)}`,Te=`/hearthtech_list/`,Y=class extends S{static{this.styles=[p,J]}disconnectedCallback(){super.disconnectedCallback(),this.reading.stop(),this.latest.drop(),this.stop?.(),this.stop=null}constructor(){super(),this.alone=!1,this.kept=!1,this.shown=R(),this.shop=localStorage.getItem(P),this.failed=``,this.busy=!1,this.told=``,this.again=null,this.changes=new q(this),this.scan=new O(this),this.latest=new h,this.stop=null,this.reading=new _(()=>this.readList(),60),this.toPhone=async()=>{this.busy=!0;try{let{phones:e}=await ie(this.hass,`shopping/to_phone`);this.told=this.locale.t(e===0?`shopping_no_phone`:`shopping_sent_to_phone`)}catch(e){await this.fail(e,this.toPhone)}finally{this.busy=!1}},this.found=({detail:e})=>{this.changes.add(ge(e))},new he(this,e=>this.scanned(e))}willUpdate(e){super.willUpdate(e),this.stop===null&&this.isConnected&&(this.readList(),this.stop=this.feeds.changes.on(e=>{(e.type===`kitchen`||/^(shopping|household)_/.test(e.kind??``))&&this.reading.ask()}))}render(){let{shown:e,locale:t}=this,i=this.connected?0:this.changes.waiting.length;if(e===null)return r`<ht-label .text=${t.t(this.connected?`loading`:`shopping_never_read`)}></ht-label>`;let a=e.shops.some(({id:e})=>e===this.shop)?this.shop:e.here,s=F(e.items,this.changes.waiting),{aisles:c,bought:l}=H(s,e,a,this.changes.staying);return r`
<div role="status">
${i>0?r`<ht-label tone="fault" .icon=${te} .text=${t.t(`shopping_not_sent`,{count:i})}></ht-label>`:o}
${this.connected?o:r`<p class="note">${t.t(this.way)}</p>`}
</div>
<ht-failure .text=${this.failed} .retryLabel=${this.again===null?``:t.t(`retry`)} @retry=${()=>this.again?.()}></ht-failure>
${e.shops.length===0?o:r`<div class="top" role="group" aria-label=${t.t(`shopping_shop`)}>
<ht-chip label=${t.t(`shopping_usual`)} ?selected=${a===null} @click=${()=>this.choose(``)}></ht-chip>
${e.shops.map(e=>r`<ht-chip label=${e.name} ?selected=${e.id===a} @click=${()=>this.choose(e.id)}></ht-chip>`)}
</div>`}
<div class="add" @keydown=${this.changes.pressed}>
<ht-field label=${t.t(`shopping_add`)} maxlength="200"></ht-field>
<ht-button kind="primary" compact .icon=${n} label=${t.t(`shopping_add`)} @click=${this.changes.added}></ht-button>
${this.scan.works?r`<ht-button compact .icon=${x} label=${t.t(`shopping_scan`)} ?disabled=${!this.connected} @click=${()=>void this.barcode?.scan()}></ht-button>`:o}
</div>
<ht-barcode .hass=${this.hass} .locale=${t} @product=${this.found}></ht-barcode>
${s.length===0?r`<ht-empty-state .icon=${b} heading=${t.t(`shopping_empty`)} text=${t.t(`shopping_empty_text`)}></ht-empty-state>`:o}
${c.map(e=>r`<section aria-label=${G(t,e.name)}>
<h3>${G(t,e.name)}</h3>
<ul>
${u(e.items,({id:e})=>e,e=>K(t,e,this.changes.tick))}
</ul>
</section>`)}
${l.length===0?o:r`<section class="bought" aria-label=${t.t(`shopping_bought`)}>
<h3>${t.t(`shopping_bought`)}</h3>
<ul>
${u(l,({id:e})=>e,e=>K(t,e,this.changes.tick))}
</ul>
</section>`}
<div class="actions">
<ht-button .icon=${ce} label=${t.t(`shopping_make`)} ?disabled=${!this.connected||this.busy} @click=${()=>this.call(`make_shopping_list`,{days:7})}></ht-button>
${l.length>0?r`<ht-button .icon=${re} label=${t.t(`shopping_put_away`,{count:l.length})} ?disabled=${!this.connected||this.busy} @click=${()=>this.call(`put_away_shopping`)}></ht-button>`:o}
</div>
${this.renderWays()}
${this.changes.last===null?o:r`<div class="undo"><ht-button label=${t.t(`shopping_undo`,{name:this.changes.last.name})} @click=${this.changes.undo}></ht-button></div>`}
`}renderWays(){let{locale:e}=this;return this.connected?r`<div class="ways" role="group" aria-label=${e.t(`shopping_ways`)}>
<h3>${e.t(`shopping_ways`)}</h3>
<p class="note">${e.t(this.way)}</p>
${this.way===`shopping_offline_secure`?r`<a href=${Te} target="_blank"><ht-icon .path=${b}></ht-icon>${e.t(`shopping_open_page`)}</a>`:o}
${this.alone?o:r`<ht-button .icon=${c} label=${e.t(`shopping_to_phone`)} ?disabled=${!this.connected||this.busy} @click=${this.toPhone}></ht-button>`}
<div role="status">${this.told===``?o:r`<p class="note">${this.told}</p>`}</div>
</div>
${this.scan.works?o:r`<div class="ways" role="group" aria-label=${e.t(`shopping_barcodes`)}>
<h3>${e.t(`shopping_barcodes`)}</h3>
<p class="note">${e.t(this.scan.reason)}</p>
</div>`}`:o}get way(){return this.alone&&this.kept?`shopping_offline_page`:this.alone?window.isSecureContext?`shopping_offline_keeping`:`shopping_offline_plain`:/Home Assistant\//.test(navigator.userAgent)?`shopping_offline_app`:window.isSecureContext?`shopping_offline_secure`:`shopping_offline_plain`}scanned(e){this.connected?this.barcode?.look(e):this.failed=this.locale.t(`shopping_scan_offline`)}sendFailed(e){e===null?(this.failed=``,this.again=null):this.fail(e,this.changes.flush)}async fail(e,t){this.failed=this.locale.t(`failed`,{reason:await y(this.hass,this.locale,e)}),this.again=t}choose(e){this.shop=e,localStorage.setItem(P,e)}async call(e,t={}){this.busy=!0;try{await v(this.hass,e,t),this.failed=``,this.again=null,await this.readList()}catch(n){await this.fail(n,()=>void this.call(e,t))}finally{this.busy=!1}}async readList(){await this.latest.of(g(this.hass,`shopping`),e=>{this.shown=e,z(e)},()=>void 0)}};m([d({type:Boolean})],Y.prototype,`alone`,void 0),m([d({type:Boolean})],Y.prototype,`kept`,void 0),m([a()],Y.prototype,`shown`,void 0),m([a()],Y.prototype,`shop`,void 0),m([a()],Y.prototype,`failed`,void 0),m([a()],Y.prototype,`busy`,void 0),m([a()],Y.prototype,`told`,void 0),m([i(`ht-barcode`)],Y.prototype,`barcode`,void 0),Y=m([f(`ht-shopping-list`)],Y);var Ee=e({ShoppingCard:()=>X}),X=class extends de{static{this.styles=[ae,p,J,fe,s` :host{max-inline-size:none;margin:0}section section{display:block;block-size:auto;padding:0;border:0}.undo{position:static;justify-content:flex-start}.actions{margin-block-start:auto}`]}constructor(){super(),this.area=`shopping`,this.changedBy=/^(shopping|household)_/,this.config={type:``},this.changes=new q(this),this.again=()=>{this.read(),this.changes.flush()},this.value=R()??void 0}setConfig(e){this.config=e,this.requestUpdate()}async ask(){let e=await g(this.hass,`shopping`);return z(e),e}render(){let{locale:e,value:t}=this;if(e===void 0)return o;let i=this.config.name||e.t(`shopping_list`),a=this.connected?0:this.changes.waiting.length;return r`<section aria-label=${i}>
${this.config.name===``?o:r`<h2>${i}</h2>`}
<div role="status">
${this.connected?o:r`<ht-label tone="fault" .icon=${te} .text=${a>0?e.t(`shopping_not_sent`,{count:a}):e.t(`offline`)}></ht-label>`}
</div>
<ht-failure .text=${this.failed} .retryLabel=${e.t(`retry`)} @retry=${this.again}></ht-failure>
${this.config.add===!1?o:r`<div class="add" @keydown=${this.changes.pressed}>
<ht-field label=${e.t(`shopping_add`)} maxlength="200"></ht-field>
<ht-button kind="primary" compact .icon=${n} label=${e.t(`shopping_add`)} @click=${this.changes.added}></ht-button>
</div>`}
${t===void 0?this.failed===``?r`<ht-label .text=${e.t(`loading`)}></ht-label>`:o:this.renderList(t)}
${this.changes.last===null?o:r`<div class="undo"><ht-button label=${e.t(`shopping_undo`,{name:this.changes.last.name})} @click=${this.changes.undo}></ht-button></div>`}
<div class="actions">
<ht-button .icon=${b} label=${e.t(`shopping_open`)} @click=${()=>le(`/hearthtech/shopping`)}></ht-button>
</div>
</section>`}renderList(e){let{locale:t}=this;if(t===void 0)return o;let n=localStorage.getItem(P),i=e.shops.some(({id:e})=>e===n)?n:e.here,{aisles:a}=H(F(e.items,this.changes.waiting),e,i,this.changes.staying);return a.length===0?r`<p class="note">${t.t(`shopping_empty`)}</p>`:a.map(({name:e,items:n})=>r`<section aria-label=${G(t,e)}>
<h3>${G(t,e)}</h3>
<ul>
${u(n,({id:e})=>e,e=>K(t,e,this.changes.tick))}
</ul>
</section>`)}get shown(){return this.value??null}set shown(e){this.value=e??void 0}readList(){return this.read()}sendFailed(e){e!==null&&this.fail(e)}};m([a()],X.prototype,`config`,void 0),X=m([f(`hearthtech-shopping-card-content`)],X);var De=[`monday`,`tuesday`,`wednesday`,`thursday`,`friday`,`saturday`,`sunday`],Oe=5,Z=class extends t{constructor(...e){super(...e),this.connected=!0,this.kind=`minimum`,this.weekday=0,this.pressed=e=>{e.key===`Enter`&&e.composedPath()[0]instanceof HTMLInputElement&&this.added()},this.added=()=>{let e=this.renderRoot.querySelector(`ht-field`);if(e===null||!this.connected||e.value.trim()===``)return;let t=C(e.value);e.value=``;let n={kind:this.kind,...t,...this.kind===`weekly`?{weekday:De[this.weekday]}:{}};this.dispatchEvent(new CustomEvent(`standing`,{detail:n}))}}static{this.styles=[p,s` :host,.row{display:flex;flex-wrap:wrap;align-items:flex-end;gap:var(--ht-space-2)}:host{padding-block:var(--ht-space-3)}.row{inline-size:100%}ht-field{flex:1 1 8em}`]}render(){let{locale:e}=this;return r`<div class="row" role="group" aria-label=${e.t(`shopping_standing`)}>
<ht-chip label=${e.t(`shopping_kind_minimum`)} ?selected=${this.kind===`minimum`} @click=${()=>this.choose(`minimum`)}></ht-chip>
<ht-chip label=${e.t(`shopping_kind_weekly`)} ?selected=${this.kind===`weekly`} @click=${()=>this.choose(`weekly`)}></ht-chip>
</div>
${this.kind===`minimum`?o:r`<div class="row" role="group" aria-label=${e.t(`shopping_weekday`)}>
${De.map((t,n)=>r`<ht-chip label=${ue(e,`2026-01-${`${Oe+n}`.padStart(2,`0`)}`,`short`)} ?selected=${this.weekday===n} @click=${()=>{this.weekday=n}}
></ht-chip>`)}
</div>`}
<div class="row" @keydown=${this.pressed}>
<ht-field label=${e.t(`shopping_standing_what`)} maxlength="100"></ht-field>
<ht-button compact .icon=${n} label=${e.t(`shopping_standing_add`)} ?disabled=${!this.connected} @click=${this.added}></ht-button>
</div>`}choose(e){this.kind=e}};m([d({attribute:!1})],Z.prototype,`locale`,void 0),m([d({type:Boolean})],Z.prototype,`connected`,void 0),m([a()],Z.prototype,`kind`,void 0),m([a()],Z.prototype,`weekday`,void 0),Z=m([f(`ht-standing-form`)],Z);var ke=3,Ae={g:100,ml:100,kg:.5,l:.5},Q=class extends S{static{this.styles=[p,s` :host{display:flex;flex-direction:column;gap:var(--ht-space-4)}section{padding:0 var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}h3{margin:var(--ht-space-3) 0 0;font-size:var(--ht-size-16);font-weight:500}ht-row:not(:last-child){border-block-end:1px solid var(--ht-line)}.about{display:block;font-size:var(--ht-size-14);color:var(--ht-text-2)}.amount{min-inline-size:4.5em;text-align:center;font-weight:500}.add{display:flex;align-items:flex-end;gap:var(--ht-space-2)}.add ht-field{flex:1}`]}disconnectedCallback(){super.disconnectedCallback(),this.reading.stop(),this.latest.drop(),this.stop?.(),this.stop=null}constructor(){super(),this.house=null,this.failed=``,this.using=null,this.found=null,this.latest=new h,this.stop=null,this.scan=new O(this),this.reading=new _(()=>this.read(),60),this.close=()=>{this.using=null},this.pressed=e=>{e.key===`Enter`&&e.composedPath()[0]instanceof HTMLInputElement&&this.added()},this.added=()=>{let e=this.renderRoot.querySelector(`.add ht-field`),t=e?.value.trim()??``;e!==null&&t!==``&&(e.value=``,k(t)?this.barcode?.look(t):this.send(`add_to_pantry`,C(t)))},this.scanned=({detail:e})=>{let{name:t,amount:n,unit:r}=e;this.send(`add_to_pantry`,{name:t,...n?{amount:n,...r?{unit:r}:{}}:{}})},this.keep=e=>{this.send(`set_standing_item`,e.detail)},new he(this,e=>void this.barcode?.look(e))}willUpdate(e){super.willUpdate(e),this.stop===null&&this.isConnected&&(this.read(),this.stop=this.feeds.changes.on(e=>{(e.type===`kitchen`||/^(pantry|household|meal)_/.test(e.kind??``))&&this.reading.ask()}))}render(){let{house:e,locale:t}=this;if(e===null)return r`<ht-label .text=${t.t(`loading`)}></ht-label>`;let i=[...new Set(e.items.map(({place:e})=>e))].sort((e,t)=>e.localeCompare(t));return r`
<ht-failure .text=${this.failed}></ht-failure>
<div class="add" @keydown=${this.pressed}>
<ht-field label=${t.t(`shopping_pantry_add`)} maxlength="100"></ht-field>
<ht-button kind="primary" compact .icon=${n} label=${t.t(`shopping_pantry_add`)} ?disabled=${!this.connected} @click=${this.added}></ht-button>
${this.scan.works?r`<ht-button compact .icon=${x} label=${t.t(`shopping_scan`)} ?disabled=${!this.connected} @click=${()=>void this.barcode?.scan()}></ht-button>`:o}
</div>
${this.scan.works?o:r`<ht-label .text=${t.t(this.scan.reason)}></ht-label>`}
<ht-barcode .hass=${this.hass} .locale=${t} @product=${this.scanned}></ht-barcode>
${e.items.length+e.frozen.length===0?r`<ht-empty-state heading=${t.t(`shopping_pantry_empty`)} text=${t.t(`shopping_pantry_empty_text`)}></ht-empty-state>`:o}
${i.map(n=>r`<section aria-label=${n||t.t(`shopping_pantry`)}>
<h3>${n||t.t(`shopping_pantry`)}</h3>
<ht-list>${e.items.filter(e=>e.place===n).map(e=>this.renderItem(e))}</ht-list>
</section>`)}
${e.frozen.length===0?o:r`<section aria-label=${t.t(`shopping_freezer`)}>
<h3>${t.t(`shopping_freezer`)}</h3>
<ht-list>
${e.frozen.map(e=>r`<ht-row>
<span>${e.name}</span>
<span class="about">${[e.place,t.t(`shopping_portions`,{count:U(t,e.left)})].filter(Boolean).join(` · `)}</span>
${this.renderDays(e.days_left)}
<ht-button slot="end" label=${t.t(`shopping_take_out`)} ?disabled=${!this.connected} @click=${()=>this.send(`take_frozen`,{frozen:e.id,portions:Math.min(1,e.left)})}></ht-button>
</ht-row>`)}
</ht-list>
</section>`}
${r`<section aria-label=${t.t(`shopping_standing`)}>
<h3>${t.t(`shopping_standing`)}</h3>
<ht-list>
${e.standing.map(e=>r`<ht-row>
<span>${e.name}</span>
<span class="about">${t.t(e.kind===`minimum`?`shopping_minimum`:`shopping_weekly`,{amount:this.amount(e.amount,e.unit)})}</span>
<ht-button slot="end" compact .icon=${ee} label=${`${t.t(`shopping_remove`)}: ${e.name}`} ?disabled=${!this.connected} @click=${()=>this.send(`remove_standing_item`,{item:e.id})}></ht-button>
</ht-row>`)}
</ht-list>
<ht-standing-form .locale=${t} .connected=${this.connected} @standing=${this.keep}></ht-standing-form>
</section>`}
<ht-sheet .open=${this.using!==null} heading=${this.using===null?``:t.t(`shopping_cook_with`,{name:this.using.name})} .closeLabel=${t.t(`close`)} @closed=${this.close}>
${this.found===null?r`<ht-label .text=${t.t(`loading`)}></ht-label>`:r`<ht-list>
${this.found.map(e=>r`<ht-row><span>${e.name}</span>
<ht-button slot="end" label=${t.t(`open`)} @click=${()=>this.navigate([`recipes`,e.id])}></ht-button></ht-row>`)}
</ht-list>`}
</ht-sheet>
`}renderItem(e){let{locale:t}=this,i=Ae[e.unit]??1;return r`<ht-row data-id=${e.id}>
<span>${e.name}</span>
${this.renderDays(e.days_left)}
${e.amount===null?r`<span slot="end" class="amount">${t.t(`shopping_some`)}</span>`:r`<ht-button slot="end" compact label=${`${t.t(`shopping_less`)}: ${e.name}`} .icon=${se} ?disabled=${!this.connected} @click=${()=>this.set(e,(e.amount??0)-i)}></ht-button>
<span slot="end" class="amount digits">${this.amount(e.amount,e.unit)}</span>
<ht-button slot="end" compact label=${`${t.t(`shopping_more`)}: ${e.name}`} .icon=${n} ?disabled=${!this.connected} @click=${()=>this.set(e,(e.amount??0)+i)}></ht-button>`}
<ht-button slot="end" compact .icon=${l} label=${t.t(`shopping_cook_with`,{name:e.name})} @click=${()=>this.use(e)}></ht-button>
</ht-row>`}renderDays(e){if(e===null)return o;let{locale:t}=this,n=e<0?t.t(`shopping_past`,{days:-e}):e<=1?t.t(e===0?`shopping_today`:`shopping_tomorrow`):t.t(`shopping_days_left`,{days:e});return r`<ht-label tone=${e<0?`fault`:e<=ke?`heat`:`plain`} .icon=${e<=ke?ne:``} .text=${n}></ht-label>`}amount(e,t){return e===null?this.locale.t(`shopping_some`):`${U(this.locale,e)} ${t}`.trim()}set(e,t){let n=Math.round(t*1e3)/1e3,{house:r}=this;if(r===null)return;let i=n>0?r.items.map(t=>t.id===e.id?{...t,amount:n}:t):r.items.filter(t=>t.id!==e.id);this.house={...r,items:i},n>0?this.send(`change_pantry`,{item:e.id,amount:n}):this.send(`remove_from_pantry`,{item:e.id})}use(e){this.using=e,this.found=null,g(this.hass,`plan/candidates`,{query:e.name,language:this.locale.language}).then(({recipes:e})=>{this.found=e},e=>void this.fail(e))}async send(e,t){let n=this.house;try{await v(this.hass,e,t),this.failed=``}catch(e){this.house=n,await this.fail(e)}await this.read()}async fail(e){this.failed=this.locale.t(`failed`,{reason:await y(this.hass,this.locale,e)})}async read(){await this.latest.of(g(this.hass,`pantry`),e=>{this.house=e},e=>void this.fail(e))}};m([a()],Q.prototype,`house`,void 0),m([a()],Q.prototype,`failed`,void 0),m([a()],Q.prototype,`using`,void 0),m([a()],Q.prototype,`found`,void 0),m([i(`ht-barcode`)],Q.prototype,`barcode`,void 0),Q=m([f(`ht-pantry`)],Q);var je=e({Shopping:()=>$}),$=class extends S{static{this.styles=[p,s` :host{display:flex;flex-direction:column;gap:var(--ht-space-3);max-inline-size:760px;margin-inline:auto}.top{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}`]}render(){let{locale:e}=this,t=this.rest[0]===`pantry`;return r`
<div class="top" role="group" aria-label=${e.t(`shopping`)}>
<ht-chip label=${e.t(`shopping_list`)} .icon=${b} ?selected=${!t} @click=${()=>this.navigate([`shopping`])}></ht-chip>
<ht-chip label=${e.t(`shopping_pantry`)} ?selected=${t} @click=${()=>this.navigate([`shopping`,`pantry`])}></ht-chip>
</div>
${t?r`<ht-pantry .hass=${this.hass} .locale=${e} .feeds=${this.feeds} .navigate=${this.navigate} .connected=${this.connected}
></ht-pantry>`:r`<ht-shopping-list .hass=${this.hass} .locale=${e} .feeds=${this.feeds} .connected=${this.connected}
></ht-shopping-list>`}
`}};$=m([f(`ht-shopping`)],$);export{Ee as n,je as t};